"""French time expressions: what they come to on a page of a given day. Sentences and values written for Recoupe.

An empty value: the sentence holds no time with a value. Several values: each is an acceptable answer.
"""

from __future__ import annotations

from datetime import date

import pytest
from timex_cases import Case, days_of, read_cases, values_of

from recoupe.languages.fr import PACK

WED = "2015-09-16"  # a Wednesday

CASES = read_cases(f"""
# weekdays, past and future
{WED} | Le maire a démissionné lundi. | 2015-09-14
{WED} | Le maire a démissionné mercredi. | 2015-09-16
{WED} | Jeudi, la police a fouillé le siège du parti. | 2015-09-10
{WED} | Dimanche, les électeurs ont voté en masse. | 2015-09-13
{WED} | La commission se réunira vendredi à Vienne. | 2015-09-18
{WED} | Les députés voteront mardi. | 2015-09-22
{WED} | Le roi va recevoir samedi les chefs de tribu. | 2015-09-19
{WED} | Le ministre a annoncé qu'il se rendrait jeudi à Ankara. | 2015-09-17
{WED} | Le ministre doit rencontrer jeudi son homologue. | 2015-09-17
{WED} | Le procès, prévu lundi, n'a pas encore de salle. | 2015-09-21
{WED} | La grève a été fixée à vendredi. | 2015-09-18
{WED} | Les rebelles auraient attaqué samedi un poste de l'armée. | 2015-09-12
{WED} | Le juge avait entendu vendredi deux témoins. | 2015-09-11
{WED} | Trois soldats sont morts mardi soir dans une embuscade. | 2015-09-15TEV
{WED} | Deux bombes ont explosé lundi matin près du marché. | 2015-09-14TMO
{WED} | Le convoi est parti lundi à 9h30. | 2015-09-14T09:30
{WED} | Le convoi est parti mardi vers 18 heures. | 2015-09-15T18:00
{WED} | Il a été relâché vendredi dernier. | 2015-09-11
{WED} | Elle comparaîtra lundi prochain. | 2015-09-21
{WED} | Ce mercredi, les taxis bloquent l'aéroport. | 2015-09-16
{WED} | Ce mardi, les taxis ont bloqué l'aéroport. | 2015-09-15
{WED} | Un dépôt a brûlé dans la nuit de mardi à mercredi. | 2015-09-15TNI
{WED} | Les heurts ont repris entre lundi et mercredi. | 2015-09-14/2015-09-16
{WED} | Les négociateurs ont appelé à manifester vendredi. | 2015-09-18
{WED} | La rencontre, reportée à jeudi, aura lieu à Sotchi. | 2015-09-17
2012-07-04 | Les élus ont rejeté le texte mercredi. | 2012-07-04
2012-11-02 | Le gouverneur a déclaré jeudi soutenir le candidat. | 2012-11-01
# counted from the page
{WED} | Le chef de l'État reçoit aujourd'hui les syndicats. | 2015-09-16
{WED} | Le pont a sauté hier. | 2015-09-15
{WED} | Le pont a sauté hier matin. | 2015-09-15TMO
{WED} | Le pont a sauté avant-hier. | 2015-09-14
{WED} | La cour se prononcera demain. | 2015-09-17
{WED} | La cour se prononcera après-demain. | 2015-09-18
{WED} | Deux obus sont tombés ce matin sur la gare. | 2015-09-16TMO
{WED} | Il doit s'exprimer ce soir à la télévision. | 2015-09-16TEV
{WED} | Trois maisons ont été détruites cette nuit. | 2015-09-16TNI
{WED} | Le village a été bombardé la nuit dernière. | 2015-09-15TNI
{WED} | Il a quitté le pays il y a cinq jours. | 2015-09-11
{WED} | Il a quitté le pays il y a deux semaines. | 2015-W36
{WED} | Il a quitté le pays il y a trois mois. | 2015-06
{WED} | Il a quitté le pays il y a dix ans. | 2005
{WED} | Il a quitté le pays il y a une vingtaine d'années. | 1995
{WED} | Voilà deux jours, la ville était calme. | 2015-09-14
{WED} | L'accord sera signé dans trois jours. | 2015-09-19
{WED} | Le vote aura lieu dans deux semaines. | 2015-W40
{WED} | Les deux hommes se sont parlé la semaine dernière. | 2015-W37
{WED} | Les deux hommes se verront la semaine prochaine. | 2015-W39
{WED} | Les deux hommes se verront cette semaine. | 2015-W38
{WED} | Le budget a été adopté le mois dernier. | 2015-08
{WED} | Le budget sera adopté le mois prochain. | 2015-10
{WED} | Le budget a été réduit cette année. | 2015
{WED} | Le budget a été réduit l'année dernière. | 2014
{WED} | Il se représentera l'an prochain. | 2016
{WED} | Deux attaques ont eu lieu le week-end dernier. | 2015-W37-WE
{WED} | La loi passera d'ici la fin de l'année. | 2015
{WED} | Le camp sera fermé à la fin du mois. | 2015-09
{WED} | Le camp a été ouvert à la fin du mois dernier. | 2015-08
# counted from the day told before
{WED} | Il avait été élu le 4 mai 2014. Le lendemain, il renvoyait le gouvernement. | 2014-05-05
{WED} | La ville est tombée le 2 mars 2013. La veille, l'armée avait fui. | 2013-03-01
{WED} | La ville est tombée le 2 mars 2013. Le surlendemain, elle était reprise. | 2013-03-04
{WED} | Le dîner s'est tenu le 2 mars 2013. Le même jour, un attentat frappait Homs. | 2013-03-02
{WED} | Il est arrêté le 2 mars 2013. Trois jours plus tard, il est libre. | 2013-03-05
{WED} | Il est libéré le 12 mars 2013. Dix jours plus tôt, il avait été arrêté. | 2013-03-02
{WED} | Il est arrêté le 2 mars 2013. L'année suivante, il était ministre. | 2014
{WED} | Mardi, l'armée a pris le pont. La veille, elle avait bombardé la rive. | 2015-09-14
{WED} | Au lendemain du vote, la rue s'est calmée. |
{WED} | À la veille du sommet, les positions restent figées. |
{WED} | Trois jours après le putsch, la ville dormait. |
# day and month
{WED} | Le 3 juillet, un drone a été abattu. | 2015-07-03
{WED} | Le 3 décembre, un drone a été abattu. | 2014-12-03
{WED} | Le tribunal rendra sa décision le 3 décembre. | 2015-12-03
{WED} | Le sommet s'ouvrira le 12 février prochain. | 2016-02-12
{WED} | Le 12 février dernier, un accord était signé. | 2015-02-12
{WED} | Il a été nommé le 1er août. | 2015-08-01
{WED} | Il a été nommé le 1er janvier 2010. | 2010-01-01
{WED} | L'assaut du mardi 8 septembre a fait dix morts. | 2015-09-08
{WED} | Il a été reçu lundi 7 septembre à Rabat. | 2015-09-07
2017-10-09 | Le parlement a voté mardi 6 juin une motion. | 2017-06-06
2017-10-09 | Le parlement avait voté lundi 12 décembre des sanctions. | 2016-12-12
{WED} | Les sanctions valent jusqu'au 31 janvier. | 2016-01-31
2016-05-20 | La trêve tient depuis le 27 février. | 2016-02-27
2016-05-20 | L'offre vaut à compter du 1er juin. | 2016-06-01
{WED} | Le décret a été publié le 14 juillet 1998 à 10 heures. | 1998-07-14T10:00
{WED} | Mis en ligne le 05/03/2014. | 2014-03-05
{WED} | Mis en ligne le 05.03.2014 par la rédaction. | 2014-03-05
{WED} | Mis en ligne le 25/12/14. | 2014-12-25
{WED} | Consulté le 2014-03-05. | 2014-03-05
{WED} | Publié le 18 sept. 2014. | 2014-09-18
{WED} | Publié le 3 févr. 2014 à 8h. | 2014-02-03T08:00
{WED} | Il a été reçu mardi 15 au palais. | 2015-09-15
# months, years, seasons
{WED} | Le parti a gagné les élections en mai 2012. | 2012-05
{WED} | Le parti a gagné les élections en mai. | 2015-05
{WED} | Le parti a gagné les élections en mai dernier. | 2015-05
{WED} | Le procès s'ouvrira en novembre. | 2015-11
{WED} | Le procès s'ouvrira au mois de mars. | 2016-03
{WED} | Le siège a commencé fin juin. | 2015-06
{WED} | Le siège a commencé début 2012. | 2012
{WED} | Le siège a commencé à la mi-mai 2013. | 2013-05
{WED} | Le siège a commencé au début du mois d'août. | 2015-08
{WED} | L'usine a fermé en 2009. | 2009
{WED} | Depuis 2009, l'usine est fermée. | 2009
{WED} | Il reste en poste jusqu'en mars 2017. | 2017-03
{WED} | La révolution de 1979 a chassé le chah. | 1979
{WED} | La guerre a duré de 1980 à 1988. | 1980/1988
{WED} | Le front n'a pas bougé entre mars et juin 2014. | 2014-03/2014-06
{WED} | Les combats ont repris au printemps 2013. | 2013-SP
{WED} | Les combats ont repris l'été dernier. | 2014-SU
{WED} | La croissance a ralenti au deuxième trimestre 2014. | 2014-Q2
{WED} | Les exportations ont doublé au premier semestre 2014. | 2014-H1
{WED} | Le conflit remonte aux années 1980. | 198X
{WED} | Le conflit remonte aux années 70. | 197X
{WED} | La citadelle date du XIIe siècle. | 11XX
# stretches, durations, sets
{WED} | La conférence se tient du 14 au 17 septembre. | 2015-09-14/2015-09-17
{WED} | La conférence s'est tenue du 28 février au 2 mars 2014. | 2014-02-28/2014-03-02
{WED} | Il se rendra à Oslo les 3 et 4 novembre. | 2015-11-03/2015-11-04
{WED} | Le village a été pris dans la nuit du 3 au 4 mai 2014. | 2014-05-03TNI
{WED} | Le pays est en guerre depuis cinq ans. | P5Y
{WED} | Le pays est en guerre depuis plusieurs années. | PXY
{WED} | Les deux camps négocient depuis des mois. | PXM
{WED} | Les tirs ont repris ces dernières semaines. | PXW
{WED} | Cent civils sont morts ces trois derniers jours. | P3D
{WED} | Au cours des dernières 24 heures, dix hommes ont été tués. | PT24H
{WED} | Une visite est attendue dans les prochains jours. | PXD
{WED} | La trêve a tenu pendant 72 heures. | PT72H
{WED} | Les discussions ont duré quatre heures. | PT4H
{WED} | Le siège a duré plus de deux ans. | P2Y
{WED} | Les fidèles se retrouvent tous les vendredis. | XXXX-WXX-5
{WED} | Le rapport paraît chaque mois. | P1M
{WED} | L'élection a lieu tous les cinq ans. | P5Y
# vague
{WED} | Récemment, le ministre a reçu le médiateur. | PAST_REF
{WED} | L'initiative a pour le moment peu d'appui. | PRESENT_REF
{WED} | Un texte sera prochainement soumis au vote. | FUTURE_REF
# no time at all
{WED} | Le Conseil a adopté la résolution 2042 à l'unanimité. |
{WED} | L'article 2012 du code a été abrogé. |
{WED} | Un journaliste de 20 Minutes a été expulsé. |
{WED} | Plus de 1998 personnes ont fui. |
{WED} | L'armée a perdu 2015 hommes. |
{WED} | La sonde a quitté Mars. |
{WED} | Une seconde frappe a touché le pont. |
{WED} | Un homme âgé de 34 ans a été blessé. |
{WED} | Il a été condamné à dix ans de prison. |
{WED} | L'équipe l'a emporté 3-2. |
{WED} | Sept soldats ont été tués. |
{WED} | Le printemps arabe a surpris les diplomates. |
{WED} | Il a été arrêté à la frontière. |
{WED} | Le Mouvement du 23 mars a déposé les armes. |
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
{WED} | Le pays est en guerre depuis plusieurs mois. | 2015-06-17/2015-09-16
{WED} | Washington consulte depuis des semaines. | 2015-08-26/2015-09-16
{WED} | Il a durci le ton ces derniers jours. | 2015-09-09/2015-09-16
{WED} | Le pays est en guerre depuis quatre ans. | 2011-09-16/2015-09-16
{WED} | Le siège dure depuis mardi. | 2015-09-15/2015-09-16
{WED} | Depuis 2011, la ville est coupée. | 2011-01-01/2015-09-16
{WED} | Le camp a été fermé fin 2013. | 2013-10-01/2013-12-31
{WED} | Il comparaîtra vendredi prochain. | 2015-09-18/2015-09-25
{WED} | Le village a brûlé dans la nuit de lundi à mardi. | 2015-09-14/2015-09-15
""")


@pytest.mark.parametrize("case", BOUNDS, ids=str)
def test_days_covered(case: Case) -> None:
    first, last = case.values[0].split("/")
    assert (date.fromisoformat(first), date.fromisoformat(last)) in days_of(case, PACK)
