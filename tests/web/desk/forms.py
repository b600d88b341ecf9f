"""What the tests of the desk do with forms."""

import io

from PIL import Image
from webtest import Upload


def record_form(page):
    """Find the form that writes a record, a reading or a joined edit."""
    return next(
        form
        for form in page.forms.values()
        if form.method.upper() == "POST" and "comment" in form.fields
    )


def deed(page, ending):
    """Find the small form that does one thing: `publish`, `return`, `send`."""
    return next(form for form in page.forms.values() if form.action.endswith(f"/{ending}"))


def new(browser, kinds, name, **told):
    """Begin a record through its form and give the page of it."""
    form = record_form(browser.get(f"/desk/{kinds}/new"))
    form["names-0-text"] = name
    form["comment"] = "begun for a test"
    for key, value in told.items():
        form[key] = value
    return form.submit("save").follow()


def add(form, key):
    """Press "Add another" of a list."""
    return record_form(form.submit("add", value=key))


def picture(color="red"):
    """Make a small picture to upload."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "JPEG")
    return Upload("ruin.jpg", out.getvalue(), "image/jpeg")
