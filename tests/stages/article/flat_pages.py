"""Flattened pages made up for the tests: furniture all around an article."""

from __future__ import annotations

TITLE = "Le chef de la diplomatie de Norvanie reçu à Port-Azur"
LEAD = (
    "Le ministre des Affaires étrangères de Norvanie a été reçu jeudi à Port-Azur par le premier ministre, qui lui a "
    "promis de rouvrir la frontière avant la fin du mois."
)
SECOND = (
    "« Nous avons parlé de tout, et surtout du blé », a dit le ministre à la presse au sortir de la rencontre, qui a "
    "duré plus de deux heures dans une ambiance qualifiée de cordiale par ses conseillers."
)
THIRD = (
    "La frontière est fermée depuis le printemps, après que des gardes des deux pays se sont disputé un pont sur la "
    "rivière. Les routiers demandent qu'elle soit rouverte sans attendre."
)

SIDEBAR = f"""Rechercher
Menu
Accueil
Politique
Économie
Sports
En ce moment
Le budget adopté en première lecture
Tempête : trois départements en alerte
{TITLE}
Par Jeanne Petit
Publié le 12 mai 2016 à 10h30
Partager sur Facebook
{LEAD}
{SECOND}
À lire aussi
Le pont de la discorde, une histoire de quarante ans et de trois guerres
{THIRD}
Articles liés
Le blé monte à la bourse de Port-Azur
Les cours ont gagné quatre pour cent depuis lundi, et les meuniers s'inquiètent…
Par Luc Martin
Le 11 mai 2016
Les routiers bloquent la capitale
Ils sont arrivés dans la nuit par centaines, et le centre de la ville est fermé…
Par Anna Dupuis
Le 10 mai 2016
Commentaires (2)
robert du nord Le 12 mai 2016 à 11:30
Encore des promesses, on verra bien à la fin du mois si les camions passent vraiment le pont ou pas.
Répondre
Laisser un commentaire
Votre adresse e-mail ne sera pas publiée.
© 2016 Le Courrier du Golfe. Tous droits réservés
Mentions légales
"""

BOXED = f"""{TITLE}

© Agence Bleue . Marc DuboisLe port
Le port - Gazette du Sud
S'abonner
{LEAD}

{SECOND}

Les quais - Gazette du Sud
La grève du port entre dans sa deuxième semaine
{THIRD}

{THIRD.replace("printemps", "mois de mars")}


Fil d'actu
0
Chat
"""

MARKED_UP = f"""• {TITLE}

    <article class="lagazette-main lagazette-main--wide" id="text"> <header class="lagazette-main__header">

    Le chef de la diplomatie de Norvanie

    reçu à Port-Azur

    </header> <aside class="lagazette-side">

    </aside>
    Belga News <time datetime="2016-05-12T10:30:00+02:00"> Mis à jour le jeudi 12 mai 2016 à 10h30</time>
    (Belga) {LEAD} {SECOND} {THIRD} (Belga)
    Belga
    </article>

  • Commentaires

    Aucun commentaire pour le moment

    Nom / Pseudo :
"""

REPEATED = f"""Rechercher

Dernières Infos

{TITLE}

{LEAD}

{SECOND}

{THIRD}

{LEAD}{SECOND[:60]}...
"""

WRAPPED = f"""{TITLE}

Le ministre des Affaires étrangères de Norvanie a été reçu jeudi à
Port-Azur par le premier ministre, qui lui a promis de rouvrir la
frontière avant la fin du mois. Les deux hommes ont parlé de tout,
et surtout du blé.

La frontière est fermée depuis le printemps, après que des gardes des
deux pays se sont disputé un pont sur la rivière. Les routiers
demandent qu'elle soit rouverte sans attendre, et les meuniers avec
eux.
"""

ENGLISH = """Home
World
Sport
Skip to main content
Norvanian envoy received in Port Azur
By Jane Small
May 12, 2016
Share this
The foreign minister of Norvania was received on Thursday in Port Azur by the prime minister, who promised him that \
the border would be opened again before the end of the month.
"We talked about everything, and above all about wheat," the minister told Reuters after the meeting, which lasted \
more than two hours and was called cordial by his advisers.
Lorries queue at the bridge over the river on May 3. REUTERS/John Roe
The border has been closed since spring, after guards of the two countries had quarrelled over a bridge on the river. \
Hauliers want it to be opened at once.
Related articles
Wheat prices rise in Port Azur
Leave a Reply
Your email address will not be published.
Name *
Copyright 2016 The Gulf Courier. All rights reserved.
"""
