"""Invented names and texts: the field's own words in front, made-up ones behind, by a power law."""

import random
from itertools import accumulate

SYLLABLES = (
    ("mar", "مار"), ("sal", "سال"), ("dur", "دور"), ("qan", "قان"), ("tal", "تال"),
    ("bes", "بيس"), ("rim", "ريم"), ("zur", "زور"), ("hal", "هال"), ("nab", "ناب"),
    ("khor", "خور"), ("lum", "لوم"), ("fen", "فين"), ("gul", "غول"), ("wad", "واد"),
    ("jin", "جين"), ("shem", "شيم"), ("ora", "اورا"), ("bul", "بول"), ("das", "داس"),
    ("kef", "كيف"), ("nur", "نور"), ("sib", "سيب"), ("yal", "يال"), ("tev", "تيف"),
    ("rom", "روم"), ("zan", "زان"), ("hul", "هول"), ("mit", "ميت"), ("vas", "فاس"),
)  # fmt: skip
"""What places and people are called here: the same sounds in both scripts, and nobody's name."""

ENGLISH = (
    "temple stone column wall roof city damage destroyed explosion photograph report satellite "
    "image witness museum statue tower tomb capital arch court gate market street theatre fire "
    "smoke rubble foundation inscription relief fragment mosque church monastery citadel bridge "
    "bath library manuscript collection looting illegal excavation pits bulldozer shelling "
    "airstrike mortar crater collapse crack facade dome minaret vault stair cistern well aqueduct "
    "quarry necropolis mosaic fresco plaster timber brick basalt limestone marble repair restored "
    "reconstruction survey mission director guard curator archaeologist conservator resident "
    "official ministry directorate agency claimed reported confirmed denied published video posted "
    "showed before after morning night august spring winter northern southern eastern western "
    "corner interior exterior partly entirely severe moderate minor visible unknown remains "
    "standing removed stolen returned kept stored protected sandbags inventory register number "
    "century ancient roman medieval ottoman early late period"
).split()
ARABIC = (
    "معبد حجر عمود جدار سقف مدينة ضرر دمار انفجار صورة تقرير قمر شاهد متحف تمثال برج مدفن تاج قوس "
    "فناء باب سوق شارع مسرح حريق دخان ركام أساس نقش لوح كسرة جامع كنيسة دير قلعة جسر حمام مكتبة "
    "مخطوط مجموعة نهب تنقيب حفر جرافة قصف غارة قذيفة حفرة انهيار شق واجهة قبة مئذنة قبو درج خزان "
    "بئر قناة مقلع مقبرة فسيفساء جص خشب آجر بازلت كلس رخام ترميم مسح بعثة مدير حارس أمين باحث مرمم "
    "ساكن مسؤول وزارة مديرية وكالة أعلن أكد نفى نشر تسجيل أظهر قبل بعد صباح ليل ربيع شتاء شمال جنوب"
).split()
JOINED = {"en": ["the", "of", "and", "in", "was", "to", "a", "by"], "ar": ["في", "من", "على", "و"]}
INVENTED = 20_000
STEEPNESS, OFFSET = 1.05, 2.7


class Words:
    """Draws words, names and texts; the same dice draw the same."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        made = self._invented()
        self.known = {"en": [*ENGLISH, *made], "ar": [*ARABIC, *made.values()]}
        self.weights = {
            lang: list(accumulate((rank + OFFSET) ** -STEEPNESS for rank in range(len(words))))
            for lang, words in self.known.items()
        }

    def _invented(self) -> dict[str, str]:
        """Make words that no language has, in both scripts."""
        made: dict[str, str] = {}
        while len(made) < INVENTED:
            latin, arabic = self._sounds(self.dice.choice((2, 3, 3, 4)))
            made[latin] = arabic
        return made

    def _sounds(self, count: int) -> tuple[str, str]:
        parts = self.dice.choices(SYLLABLES, k=count)
        return "".join(latin for latin, _ in parts), "".join(arabic for _, arabic in parts)

    def place(self) -> tuple[str, str]:
        """Name a place, in Latin letters and in Arabic."""
        latin, arabic = self._sounds(self.dice.choice((2, 2, 3)))
        return latin.capitalize(), arabic

    def person(self) -> tuple[str, str]:
        """Name a person whom nobody is."""
        given, family = self._sounds(2), self._sounds(self.dice.choice((2, 3)))
        return f"{given[0].capitalize()} al-{family[0].capitalize()}", f"{given[1]} ال{family[1]}"

    def text(self, lang: str, shortest: int, longest: int) -> str:
        """Write a text whose length and words both follow a power law."""
        length = min(longest, int(shortest * self.dice.paretovariate(1.3)))
        drawn = self.dice.choices(self.known[lang], cum_weights=self.weights[lang], k=length)
        return " ".join(self._sentences([self._joined(word, lang) for word in drawn]))

    def _joined(self, word: str, lang: str) -> str:
        """Put a small word before some words, as texts do."""
        if self.dice.random() < 0.4:
            return f"{self.dice.choice(JOINED[lang])} {word}"
        return word

    def _sentences(self, words: list[str]) -> list[str]:
        sentences, start = [], 0
        while start < len(words):
            size = self.dice.randint(7, 18)
            sentence = " ".join(words[start : start + size])
            sentences.append(f"{sentence[:1].upper()}{sentence[1:]}.")
            start += size
        return sentences
