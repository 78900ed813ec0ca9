"""English time expressions: what they come to on a page of a given day. Sentences and values written for Recoupe.

An empty value: the sentence holds no time with a value. Several values: each is an acceptable answer.
"""

from __future__ import annotations

from datetime import date

import pytest
from timex_cases import Case, days_of, read_cases, values_of

from recoupe.languages.en import PACK

WED = "2015-09-16"  # a Wednesday

CASES = read_cases(f"""
# weekdays, past and future
{WED} | The mayor resigned on Monday. | 2015-09-14
{WED} | The mayor resigned Wednesday. | 2015-09-16
{WED} | On Thursday, police searched the party's offices. | 2015-09-10
{WED} | Voters went to the polls on Sunday. | 2015-09-13
{WED} | The commission will meet on Friday in Vienna. | 2015-09-18
{WED} | Lawmakers are due to vote on Tuesday. | 2015-09-22
{WED} | The king is expected to receive the chiefs on Saturday. | 2015-09-19
{WED} | The minister said he would travel to Ankara on Thursday. | 2015-09-17
{WED} | The trial, scheduled for Monday, has no room yet. | 2015-09-21
{WED} | The strike has been set for Friday. | 2015-09-18
{WED} | Three soldiers were killed late on Tuesday in an ambush. | 2015-09-15,2015-09-15TEV
{WED} | Two bombs exploded Monday morning near the market. | 2015-09-14TMO
{WED} | Raiders struck the camp on Monday night. | 2015-09-14TNI
{WED} | The convoy left on Monday at 9:30 a.m. | 2015-09-14T09:30
{WED} | The convoy left on Monday around 6 p.m. | 2015-09-14T18:00
{WED} | He was freed last Friday. | 2015-09-11
{WED} | She will appear in court next Monday. | 2015-09-21
{WED} | Taxis block the airport this Wednesday. | 2015-09-16
{WED} | Mondays raid killed at least ten people. | 2015-09-14
{WED} | Monday's raid killed at least ten people. | 2015-09-14
{WED} | Clashes flared between Monday and Wednesday. | 2015-09-14/2015-09-16
{WED} | The union called for a march on Friday but few came. | 2015-09-18,2015-09-11
{WED} | The talks, postponed until Thursday, will be held in Sochi. | 2015-09-17
{WED} | Jets hit the bridge early on Tuesday. | 2015-09-15,2015-09-15TMO
{WED} | A depot burnt in the night of Tuesday to Wednesday. | 2015-09-15TNI
2012-07-04 | Members rejected the text on Wednesday. | 2012-07-04
2012-11-02 | The governor said Thursday he backed the candidate. | 2012-11-01
# counted from the page
{WED} | The president receives the unions today. | 2015-09-16
{WED} | The bridge was blown up yesterday. | 2015-09-15
{WED} | The bridge was blown up yesterday morning. | 2015-09-15TMO
{WED} | He condemned yesterdays attack on the mosque. | 2015-09-15
{WED} | The bridge was blown up the day before yesterday. | 2015-09-14
{WED} | The court will rule tomorrow. | 2015-09-17
{WED} | The court will rule the day after tomorrow. | 2015-09-18
{WED} | Two shells fell on the station this morning. | 2015-09-16TMO
{WED} | He will speak on television tonight. | 2015-09-16,2015-09-16TEV,2015-09-16TNI
{WED} | Three houses were destroyed overnight. | 2015-09-15TNI
{WED} | The village was shelled last night. | 2015-09-15TNI
{WED} | He left the country five days ago. | 2015-09-11
{WED} | He left the country two weeks ago. | 2015-W36
{WED} | He left the country three months ago. | 2015-06
{WED} | He left the country ten years ago. | 2005
{WED} | He left the country a decade ago. | 200X
{WED} | The vote will be held three weeks from now. | 2015-W41
{WED} | The two men spoke last week. | 2015-W37
{WED} | The two men will meet next week. | 2015-W39
{WED} | The two men will meet later this week. | 2015-W38
{WED} | The budget was passed last month. | 2015-08
{WED} | The budget will be passed next month. | 2015-10
{WED} | The budget was cut this year. | 2015
{WED} | The budget was cut last year. | 2014
{WED} | He will run again next year. | 2016
{WED} | The law must pass by the end of the year. | 2015
{WED} | Two attacks took place last weekend. | 2015-W37-WE
{WED} | He died on Thursday last week. | 2015-09-10
# counted from the day told before
{WED} | He was elected on 4 May 2014. The next day he dismissed the cabinet. | 2014-05-05
{WED} | The town fell on 2 March 2013. The day before, the army had fled. | 2013-03-01
{WED} | The town fell on March 2, 2013. Two days later it was retaken. | 2013-03-04
{WED} | The dinner was held on 2 March 2013. The same day a bomb hit Homs. | 2013-03-02
{WED} | He was freed on 12 March 2013. Ten days earlier he had been held. | 2013-03-02
{WED} | He was held on 2 March 2013. The following year he was a minister. | 2014
{WED} | On Tuesday the army took the bridge. A day earlier it had shelled the bank. | 2015-09-14
{WED} | He spoke a day after the vote. |
{WED} | He was silent on the eve of the summit. |
{WED} | Three days after the coup the town slept. |
# day and month
{WED} | A drone was shot down on July 3. | 2015-07-03
{WED} | A drone was shot down on 3 July. | 2015-07-03
{WED} | A drone was shot down on December 3. | 2014-12-03
{WED} | The court will rule on 3 December. | 2015-12-03
{WED} | He was named on August 1st. | 2015-08-01
{WED} | He was named on January 1, 2010. | 2010-01-01
{WED} | He was named on 1 January 2010. | 2010-01-01
{WED} | He was received on Monday, September 7, in Rabat. | 2015-09-07
{WED} | Wed 09 Sep 2015 The army advanced near the border. | 2015-09-09
2017-10-09 | Parliament passed sanctions on Monday, December 12. | 2016-12-12
2016-05-20 | The truce has held since February 27. | 2016-02-27
2016-05-20 | The offer is valid from June 1. | 2016-06-01
{WED} | Sanctions are in force until January 31. | 2016-01-31
{WED} | Posted 25/12/2014 by the desk. | 2014-12-25
{WED} | Posted 12/25/2014 by the desk. | 2014-12-25
{WED} | 05.03.2014 The army advanced near the border. | 2014-03-05
{WED} | Retrieved 2014-03-05. | 2014-03-05
{WED} | Posted on Sept. 18, 2014. | 2014-09-18
{WED} | Posted on Feb 3 2014 at 8:00. | 2014-02-03T08:00
{WED} | Last updated at Oct 082014 BEIRUT The army advanced. | 2014-10-08
# months, years, seasons
{WED} | The party won the election in May 2012. | 2012-05
{WED} | The party won the election in May. | 2015-05
{WED} | The party won the election last April. | 2015-04
{WED} | The trial opens in November and will last a year. | 2015-11
{WED} | The siege began in late June. | 2015-06
{WED} | The siege began in early 2012. | 2012
{WED} | The siege began in mid-May 2013. | 2013-05
{WED} | The plant closed in 2009. | 2009
{WED} | Since 2009 the plant has been closed. | 2009
{WED} | The 1979 revolution drove out the shah. | 1979
{WED} | The war lasted from 1980 to 1988. | 1980/1988
{WED} | The front did not move between March and June 2014. | 2014-03/2014-06
{WED} | Fighting resumed in the spring of 2013. | 2013-SP
{WED} | Fighting resumed last summer. | 2014-SU
{WED} | Growth slowed in the second quarter of 2014. | 2014-Q2
{WED} | Exports doubled in the first half of 2014. | 2014-H1
{WED} | The conflict goes back to the 1980s. | 198X
{WED} | The citadel dates from the 12th century. | 11XX
# stretches, durations, sets
{WED} | The conference runs from September 14 to 17. | 2015-09-14/2015-09-17
{WED} | The conference ran from 28 February to 2 March 2014. | 2014-02-28/2014-03-02
{WED} | The conference was held on May 3-6, 2014. | 2014-05-03/2014-05-06
{WED} | The country has been at war for the past five years. | P5Y
{WED} | A hundred shells fell over the past 24 hours. | PT24H
{WED} | Twenty people died in the last three days. | P3D
{WED} | Fire has intensified in recent weeks. | PXW
{WED} | A visit is expected in the coming days. | PXD
{WED} | The truce held for 72 hours. | PT72H
{WED} | A 48-hour truce was declared. | PT48H
{WED} | The talks lasted four hours. | PT4H
{WED} | The siege lasted more than two years. | P2Y
{WED} | They talked for weeks. | PXW
{WED} | They march every Friday. | XXXX-WXX-5
{WED} | The report appears every month. | P1M
{WED} | The vote is held every five years. | P5Y
# vague
{WED} | The minister recently received the mediator. | PAST_REF
{WED} | The plan currently has little support. | PRESENT_REF
{WED} | A text will soon be put to the vote. | FUTURE_REF
# hours
{WED} | The pause began at 0700 GMT. | 2015-09-16T07:00
{WED} | The pause began on Tuesday at 10 a.m. | 2015-09-15T10:00
{WED} | The plane landed at 2:15 p.m. | 2015-09-16T14:15
# no time at all
{WED} | The council adopted resolution 2042 at once. |
{WED} | A reporter of 60 Minutes was expelled. |
{WED} | More than 1998 people fled. |
{WED} | The army lost 2015 men. |
{WED} | Rebels may attack the town. |
{WED} | They march against the government. |
{WED} | A second strike hit the bridge. |
{WED} | A man aged 34 was wounded. |
{WED} | The 34-year-old driver was wounded. |
{WED} | He got ten years in prison. |
{WED} | The team won 3-2. |
{WED} | Seven soldiers were killed. |
{WED} | The Arab Spring took diplomats by surprise. |
{WED} | Theresa May denied it. |
{WED} | The fall of the city shocked them. |
""")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_value(case: Case) -> None:
    found = values_of(case, PACK)
    if case.values:
        assert set(case.values) & set(found), found
    else:
        assert not found


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120


BOUNDS = read_cases(f"""
{WED} | Posted 05/03/2014 by the desk. | 2014-03-05/2014-05-03
{WED} | A hundred shells fell over the past 24 hours. | 2015-09-15/2015-09-16
{WED} | Fire has intensified in recent weeks. | 2015-08-26/2015-09-16
{WED} | The siege has gone on since Tuesday. | 2015-09-15/2015-09-16
{WED} | The camp was closed in late 2013. | 2013-10-01/2013-12-31
{WED} | She will appear in court next Friday. | 2015-09-18/2015-09-25
""")


@pytest.mark.parametrize("case", BOUNDS, ids=str)
def test_days_covered(case: Case) -> None:
    first, last = case.values[0].split("/")
    assert (date.fromisoformat(first), date.fromisoformat(last)) in days_of(case, PACK)
