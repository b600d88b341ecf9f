def test_every_vocabulary_and_every_term_has_a_page(site, written):
    terms = written.public.terms()
    listed = site.get("/terms").html
    for scheme in terms.schemes():
        assert listed.select_one(f'a[href="/terms/{scheme}"]')
        site.get(f"/terms/{scheme}", status=200)
    for key in list(terms)[::7]:
        site.get(f"/ar/terms/{key}", status=200)


def test_a_term_is_defined_and_mapped_and_leads_to_its_records(site):
    page = site.get("/terms/damage-grade/destroyed")
    assert page.html.h1.text == "Destroyed"
    assert page.html.select_one(".plate .other")["lang"] == "ar"
    assert "unosat" in page.text
    assert "Temple of Bel" in page.click("Find records with this term").text


def test_a_term_nobody_made_is_not_there(site):
    site.get("/terms/damage-grade/shattered", status=404)
    site.get("/terms/no-such-scheme", status=404)
