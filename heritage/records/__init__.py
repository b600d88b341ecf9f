"""Records: site, person, event, thing, group; their names, places, links, assessments."""
