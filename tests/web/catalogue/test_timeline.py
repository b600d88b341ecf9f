from heritage.search.request import Hit
from heritage.web.catalogue.timeline import WIDE, axis_of


def hit(edtf):
    return Hit(id="x", kind="event", title="x", url="/x", score=0, stored={"when": edtf})


def test_rows_share_whole_years():
    axis = axis_of([hit("2015-08-30"), hit("2017-03")])
    assert [year for year, _ in axis.ticks] == [2015, 2016, 2017]
    assert axis.span("2015-01-01").x == 0


def test_a_longer_time_is_a_wider_bar_and_an_exact_day_still_shows():
    axis = axis_of([hit("2015"), hit("2016")])
    day, year = axis.span("2015-08-30"), axis.span("2015")
    assert 0 < day.width < year.width
    assert year.x + year.width <= WIDE


def test_doubt_and_open_ends_are_told_apart():
    axis = axis_of([hit("2015"), hit("2016")])
    assert axis.span("2015-08~").doubtful
    assert axis.span("../2015-06").open_start
    assert axis.span("2015-06/..").open_end
    assert not axis.span("2015-06").doubtful


def test_without_any_date_there_is_no_line():
    assert axis_of([hit(None), hit("nonsense")]) is None
    assert axis_of([hit("2015")]).span("..") is None
