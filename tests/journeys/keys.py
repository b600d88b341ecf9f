"""A keyboard and nothing else: one reaches things by Tab, as a person does who uses no mouse."""

from typing import Any

FOCUSED = """([wanted, words]) => {
  const here = document.activeElement;
  return here.matches(wanted) && here.textContent.includes(words);
}"""
CHOSEN = "() => document.activeElement.closest('label')?.textContent.trim() || ''"
MOST = 250


class Keys:
    """What a person does at a page with the keyboard alone."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, wanted: str, words: str = "") -> None:
        """Go on by Tab until the focus is where it is wanted."""
        self.page.wait_for_load_state()
        for _ in range(MOST):
            if self.page.evaluate(FOCUSED, [wanted, words]):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {wanted} {words} on {self.page.url}")

    def write(self, wanted: str, text: str) -> None:
        """Reach a field and write in it, in place of what it held."""
        self.reach(wanted)
        self.press("Control+a")
        self.page.keyboard.insert_text(text)

    def go(self, wanted: str, words: str = "") -> None:
        """Reach a link or button and press it; what it leads to has come when this returns."""
        self.reach(wanted, words)
        with self.page.expect_navigation():
            self.press("Enter")

    def choose_radio(self, name: str, words: str) -> None:
        """Go through a list of choices by arrow until the one that begins so is chosen."""
        self.reach(f"input[name={name}]")
        for _ in range(self.page.locator(f"input[name={name}]").count()):
            if self.page.evaluate(CHOSEN).startswith(words):
                break
            self.press("ArrowDown")
        assert self.page.evaluate(CHOSEN).startswith(words)
        self.press("Space")

    def choose_option(self, wanted: str, value: str) -> None:
        """Go down a list until a value stands in it."""
        self.reach(wanted)
        field = self.page.locator(wanted)
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.press("ArrowDown")
        assert field.input_value() == value

    def sign_in(self, name: str, password: str, language: str = "") -> None:
        """Sign in with name and password."""
        self.page.goto(f"{language}/login")
        self.write("#name", name)
        self.write("#password", password)
        with self.page.expect_navigation(url=f"**{language}/desk/"):
            self.press("Enter")

    def sign_out(self) -> None:
        """Leave the desk."""
        self.go("form[action$='/logout'] button")
