"""What the same is also called: places by their other names, losses by other words than ours.

Spelling and script are not the matter here; `analysis.spellings` sees to them. Here stand names
that no ear would bring together, as Palmyra and Tadmur, and the ways people speak of what the
vocabularies call by one word. The tables are ours; a record's own names always count for more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from heritage.search.analysis import bearing, keys, spellings, stems_for, without_article, words

Run = tuple[str, ...]
"""Folded words in a row."""

LONGEST_RUN = 5

# One place a line: every name by which people look for it.
_PLACES = """
Palmyra, Tadmur, Tadmor, تدمر, Palmyre
Aleppo, Halab, حلب, Beroea, Berea, Veroia, Alep, Haleb, Halep, Chalep
Damascus, Dimashq, دمشق, الشام, Damas, Damasco, Damaszek, Şam
Homs, Hims, حمص, Emesa, Hums
Hama, Hamah, حماة, Hamath, Epiphania, Epiphaneia
Latakia, al-Ladhiqiyah, اللاذقية, Laodicea, Laodicée, Lattaquié, Ladiqiya, Lazkiye
Tartus, Tartous, طرطوس, Tortosa, Antaradus
Arwad, Ruad, أرواد, Arados
Raqqa, ar-Raqqah, الرقة, Kallinikos, Callinicum, Nicephorium, Nikephorion
Deir ez-Zor, Dayr az-Zawr, Deirezzor, Der Zor, دير الزور
Bosra, Busra al-Sham, بصرى الشام, بصرى, Bostra
Suwayda, as-Suwayda, السويداء, Soada, Dionysias
Shahba, شهبا, Philippopolis
Qanawat, قنوات, Canatha
Apamea, Afamia, أفاميا, Qalaat al-Madiq, قلعة المضيق
Ebla, Tell Mardikh, إيبلا, تل مرديخ
Mari, Tell Hariri, ماري, تل الحريري
Dura-Europos, Salihiyah, as-Salihiyah, دورا أوروبوس, الصالحية
Ugarit, Ras Shamra, أوغاريت, رأس شمرا
Amrit, عمريت, Marathus
Cyrrhus, Nebi Huri, النبي هوري, قورش
Resafa, Rusafa, الرصافة, Sergiopolis
Halabiya, حلبية, Zenobia
Emar, Meskene, مسكنة, إيمار, Barbalissos
Tell Brak, تل براك, Nagar
Tell Halaf, تل حلف, Guzana
Tell Leilan, تل ليلان, Shubat-Enlil
Urkesh, Tell Mozan, تل موزان, أوركيش
Qatna, Tell al-Mishrifeh, المشرفة, قطنا
Hadidi, Tell Hadidi, تل حديدي, Azu
Krak des Chevaliers, Qalaat al-Hosn, Crac des Chevaliers, قلعة الحصن, حصن الأكراد
Qalaat Salah al-Din, Saladin Castle, Sahyun, Saone, قلعة صلاح الدين, قلعة صهيون
Qalaat Simaan, Saint Simeon, Deir Semaan, قلعة سمعان, دير سمعان
Margat, Qalaat al-Marqab, قلعة المرقب, المرقب
Qalaat Jaabar, قلعة جعبر, Dawsar
Serjilla, سرجيلا
Al-Bara, البارة, Kapropera
Ain Dara, عين دارة
Maaloula, معلولا
Saidnaya, صيدنايا
Dead Cities, المدن المنسية, Forgotten Cities, المدن الميتة
Umayyad Mosque, الجامع الأموي
Mosul, al-Mawsil, الموصل, Mossoul
Nineveh, Ninawa, نينوى, Ninive, Kuyunjik, قوينجق
Nimrud, Kalhu, نمرود, Calah, النمرود
Khorsabad, Dur-Sharrukin, خورسباد, دور شروكين
Ashur, Assur, Qalat Sherqat, آشور, قلعة الشرقاط, الشرقاط
Hatra, al-Hadr, الحضر
Nebi Yunus, Tomb of Jonah, النبي يونس, جامع النبي يونس, Mosque of Jonah
al-Nuri Mosque, جامع النوري, الحدباء, al-Hadba, Great Mosque of Mosul
Mar Behnam, دير مار بهنام, Deir Mar Behnam
Mar Mattai, دير مار متى, Saint Matthew
Mar Elia, دير مار إيليا, Dair Mar Elia, Saint Elijah
Erbil, Arbil, أربيل, Hewler, هەولێر, Arbela
Kirkuk, كركوك, Arrapha
Sinjar, Shingal, سنجار, Singara
Qaraqosh, Bakhdida, Baghdeda, بغديدا, قره قوش, الحمدانية, Hamdaniya
Samarra, سامراء, Surra man raa, ملوية
Ctesiphon, Taq Kasra, المدائن, طاق كسرى, Salman Pak, سلمان باك, al-Madain
Babylon, Babil, بابل, Hillah, الحلة
Ur, Tell al-Muqayyar, أور, تل المقير
Uruk, Warka, الوركاء, أوروك, Erech
Nippur, Nuffar, نفر, نيبور
Larsa, Tell as-Senkereh, لارسا, السنكرة
Umma, Tell Jokha, أوما, جوخة
Girsu, Tello, تلو, كرسو
Isin, Ishan al-Bahriyat, إيسن
Eridu, Tell Abu Shahrain, أريدو, أبو شهرين
Kish, Tell al-Uhaymir, كيش, الأحيمر
Sippar, Abu Habba, سيبار, أبو حبة
Ukhaidir, الأخيضر, al-Ukhaidir
Baghdad, بغداد, Bagdad
Basra, al-Basrah, البصرة, Bassora
Najaf, النجف
Karbala, كربلاء, Kerbela
Beirut, بيروت, Beyrouth, Berytus
Byblos, Jbeil, جبيل, Jubayl, Gubla
Baalbek, بعلبك, Heliopolis
Tyre, Sour, صور, Sur
Sidon, Saida, صيدا
Anjar, عنجر, Gerrha
Jerusalem, al-Quds, القدس, Aelia Capitolina
Hebron, al-Khalil, الخليل
Bethlehem, Bayt Lahm, بيت لحم
Nablus, نابلس, Neapolis, Shechem
Gaza, Ghazza, غزة
Sebastia, Samaria, سبسطية
Jericho, Ariha, أريحا, Tell es-Sultan, تل السلطان
Saint Hilarion, Tell Umm Amer, تل أم عامر, Umm el-Amr
Saint Porphyrius, كنيسة القديس برفيريوس
Great Omari Mosque, المسجد العمري الكبير, الجامع العمري
Petra, البتراء, Raqmu
Jerash, جرش, Gerasa
Umm Qais, أم قيس, Gadara
Amman, عمان, Rabbath Ammon
Sanaa, صنعاء, Sana
Shibam, شبام
Zabid, زبيد
Marib, Ma'rib, مأرب, Saba, Sheba, سبأ
Sirwah, صرواح
Baraqish, براقش, Yathill
Taiz, تعز, Qalat al-Qahira, قلعة القاهرة
Aden, عدن
Cairo, al-Qahira, القاهرة, Le Caire
Alexandria, al-Iskandariya, الإسكندرية, Alexandrie
Luxor, al-Uqsur, الأقصر, Thebes, طيبة
Aswan, أسوان, Syene
Leptis Magna, Lepcis Magna, لبدة, لبدة الكبرى, Lebda
Sabratha, صبراتة
Tripoli of Libya, Oea, طرابلس الغرب
Cyrene, Shahat, شحات, قورينا
Apollonia, Susa of Libya, سوسة
Ptolemais, Tolmeita, طلميثة
Benghazi, بنغازي, Berenice, Euesperides
Ghadames, غدامس, Cydamus
Tadrart Acacus, تادرارت أكاكوس, Akakus
Tunis, تونس, Carthage, قرطاج
Kairouan, القيروان
Algiers, الجزائر, Alger
Timgad, تيمقاد, Thamugadi
Marrakesh, مراكش, Marrakech
Khartoum, الخرطوم
Meroe, مروي, Begrawiya, البجراوية
Jebel Barkal, جبل البركل, Napata
Omdurman, أم درمان
Suakin, سواكن
Timbuktu, Tombouctou, تمبكتو, Timbuctoo
Gao, غاو, Tomb of Askia
Djenné, جني, Djenne-Djenno
Bamiyan, بامیان, باميان, Bamyan
Herat, هرات, هراة, Alexandria Ariana
Balkh, بلخ, Bactra
Mes Aynak, مس عینک, مس عينك
Kabul, کابل, كابول
Ghazni, غزنی, غزنة
Ai-Khanoum, آی خانم
Antakya, Antioch, Antakiya, أنطاكية, Hatay
Diyarbakır, Amida, ديار بكر, آمد, Amed
Urfa, Şanlıurfa, Edessa, الرها
Harran, حران, Carrhae
Mardin, ماردين
Hasankeyf, حصن كيفا, Hisn Kayfa
Gaziantep, Antep, عين تاب, عنتاب, Aintab
Kobani, Ayn al-Arab, عين العرب, کۆبانێ
Afrin, عفرين, Efrin
Qamishli, القامشلي, Nisibis, Nusaybin
Hasakah, الحسكة, al-Hasakah
Idlib, إدلب
Tabqa, al-Thawrah, الثورة, الطبقة, Revolution City
Ras al-Ayn, رأس العين, Serekaniye, سەرێ کانیێ
Quneitra, al-Qunaytirah, القنيطرة
al-Busayrah, البصيرة, Circesium
al-Rastan, الرستن, Arethusa
Salkhad, صلخد, Salcha, Selcha, Salka
Masyaf, مصياف, Misyaf
Izra, إزرع, Zorava, Zoraya, Ezraa
Jableh, جبلة, Gabala
Baniyas, بانياس, Balanea
Salamiyah, السلمية, Salamias
al-Sanamayn, الصنمين, Aere
al-Qaryatayn, القريتين, Nezala, Nazala
al-Mayadin, الميادين, Rahba, الرحبة
al-Qahtaniyah, القحطانية, Tirbespi, Turbe Sipi, قبور البيض
al-Malikiyah, المالكية, Derik, دێریک
Maarat al-Numan, معرة النعمان, Arra
Manbij, منبج, Hierapolis, Bambyce, Mabbug, Membij
Daraa, درعا, Adraa, Edrei, Deraa
Ayla, Aqaba, العقبة
Tikrit, تكريت
Stepanakert, Khankendi
Shusha, Shushi
Agdam, Akna
Julfa, Jugha, Culfa
Nagorno-Karabakh, Artsakh
Kyiv, Kiev, Київ, Киев
Kharkiv, Kharkov, Харків, Харьков
Odesa, Odessa, Одеса, Одесса
Chernihiv, Chernigov, Чернігів
Lviv, Lvov, Lemberg, Lwów, Львів
Chersonesus, Khersones, Херсонес
Dubrovnik, Ragusa
Mostar, Stari Most
Isfahan, اصفهان, أصفهان, Esfahan
Shiraz, شیراز
Persepolis, Takht-e Jamshid, تخت جمشید
Bam, Arg-e Bam, ارگ بم
Directorate-General of Antiquities and Museums, DGAM, المديرية العامة للآثار والمتاحف
State Board of Antiquities and Heritage, SBAH, الهيئة العامة للآثار والتراث
Islamic State, ISIS, ISIL, Daesh, IS group, داعش, تنظيم الدولة, الدولة الإسلامية
"""

# A facet, a value of it, and the words in which people speak of that.
_TOLD = """
cause explosives: explosives, blown up, blew up, blow up, dynamited, detonated, bombed, متفجرات
cause explosives: تفجير, نسف
cause airstrike: airstrike, air strike, air raid, bombing raid, aerial bombing, bombed, غارة
cause airstrike: قصف جوي
cause shelling: shelling, artillery, artillery fire, mortar fire, rocket fire, قصف, قصف مدفعي
cause gunfire: gunfire, bullets, إطلاق نار
cause fire: fire, burnt, burned, burnt down, burned down, blaze, حريق, احترق, incendie
cause arson: arson, burnt, burned, burnt down, burned down, set on fire, حرق, إحراق
cause earthquake: earthquake, quake, tremor, seismic, زلزال, هزة, séisme
cause flood: flood, flooding, inundation, فيضان, سيول, inondation
cause dam-flooding: flooding, reservoir, drowned, غمر
cause bulldozing: bulldozing, bulldozer, bulldozed, levelled, demolished by bulldozer, جرافة, تجريف
cause demolition: demolition, demolished, torn down, pulled down, razed, هدم, démolition
cause smashing: smashing, smashed, sledgehammer, hammers, تكسير, تحطيم
cause illegal-excavation: illegal excavation, illegal digging, looting, looted, looters
cause illegal-excavation: treasure hunters, تنقيب غير مشروع, حفر غير مشروع
cause looting: illegal excavation, illegal digging, looting, looted, looters, treasure hunters
cause looting: plunder, نهب
cause theft: theft, stolen, robbery, سرقة
cause mines: mines, landmines, booby traps, ألغام
cause execution: execution, executed, beheaded, إعدام
cause military-occupation: military occupation, military base, barracks, احتلال عسكري
grade destroyed: destroyed, ruined, obliterated, مدمر, مدمرة, détruit
grade severe: severe, severe damage, badly damaged, ضرر شديد
grade moderate: moderate, moderate damage, ضرر متوسط
grade minor: minor, minor damage, slightly damaged, ضرر طفيف
fate killed: killed, murdered, مقتل, قتل
"""


_HARM = words("damage destruction loss degats dommages ضرر أضرار دمار تدمير خراب")


def other_names(run: Run) -> tuple[Run, ...]:
    """Give the other names of what a run of words names; none when it names nothing known."""
    return _NAMES.get(_bare(run), ())


def heard_as(run: Run) -> tuple[Run, ...]:
    """Give the names of a place that one word names in a spelling the table does not have."""
    if len(run) != 1:
        return ()
    alike = sorted({word for key in keys(run[0]) for word in _BY_KEY.get(key, ())})
    found = spellings(run[0], alike) if alike else []
    return tuple(dict.fromkeys(name for each in found[:1] for name in _heard(each.form)))


def _heard(word: str) -> tuple[Run, ...]:
    return ((word,), *_NAMES[(word,)])


def told_by(run: Run) -> Mapping[str, tuple[str, ...]]:
    """Give the values of facets that a run of words speaks of, by facet."""
    return _VALUES.get(_stemmed(run), {})


def _bare(run: Iterable[str]) -> Run:
    return tuple(without_article(word) for word in bearing(run))


def _stemmed(run: Iterable[str]) -> Run:
    return tuple(stems_for(word)[0] for word in run)


def _lines(table: str) -> list[str]:
    return table.strip().splitlines()


def _names() -> dict[Run, tuple[Run, ...]]:
    found: dict[Run, tuple[Run, ...]] = {}
    for line in _lines(_PLACES):
        names = list(dict.fromkeys(tuple(words(name)) for name in line.split(",")))
        for name in names:
            others = (*found.get(_bare(name), ()), *(n for n in names if _bare(n) != _bare(name)))
            found[_bare(name)] = tuple(dict.fromkeys(others))
    return found


def _values() -> dict[Run, dict[str, tuple[str, ...]]]:
    found: dict[Run, dict[str, tuple[str, ...]]] = {}
    for line in _lines(_TOLD):
        what, _, sayings = line.partition(": ")
        facet, value = what.split()
        for saying in sayings.split(","):
            for run in _with_harm(words(saying)) if facet == "cause" else [words(saying)]:
                values = found.setdefault(_stemmed(run), {})
                values[facet] = tuple(dict.fromkeys((*values.get(facet, ()), value)))
    return found


def _with_harm(saying: list[str]) -> Iterator[list[str]]:
    """Say it also as "earthquake damage": that harm was done goes without saying here."""
    yield saying
    for harm in _HARM:
        yield [*saying, harm]
        yield [harm, *saying]


def _by_key() -> dict[str, list[str]]:
    """Key the names that are one word by their consonants."""
    found: dict[str, list[str]] = {}
    for run in _NAMES:
        for key in keys(run[0]) if len(run) == 1 else ():
            found.setdefault(key, []).append(run[0])
    return found


_NAMES, _VALUES = _names(), _values()
_BY_KEY = _by_key()
