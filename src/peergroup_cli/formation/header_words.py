"""The words by which columns of a roster are recognised, in four languages.

They are compared without letter case, accents, blanks, hyphens and underscores.
"""

WORDS: dict[str, str] = {
    "id": """id, person id, member id, employee id, employee number, employee no, staff id,
        staff number, staff no, personnel number, personnel no, payroll number,
        Personalnummer, Personal-Nr, Pers-Nr, PNr, Mitarbeiternummer, Mitarbeiter-ID,
        matricule, identifiant, numéro d'employé, número de empleado, identificador""",
    "name": """name, full name, employee name, person name, display name,
        vollständiger Name, ganzer Name, nom complet, nom et prénom, prénom et nom,
        nombre completo, nombre y apellido, nombre y apellidos""",
    "email": """email, mail, email address, mail address, work email,
        E-Mail-Adresse, Mailadresse, courriel, adresse e-mail, adresse mail,
        adresse électronique, dienstliche E-Mail, geschäftliche E-Mail,
        correo, correo electrónico""",
    "level": """level, level of responsibility, responsibility level, job level, management level,
        grade, job grade, pay grade, band, job band, pay band, rank, tier,
        Ebene, Führungsebene, Hierarchieebene, Hierarchiestufe, Stufe, Verantwortungsebene,
        niveau, niveau de responsabilité, niveau hiérarchique, échelon,
        nivel, nivel de responsabilidad, rango""",
    "unit": """unit, business unit, part of the organisation, part of the organization,
        organisational unit, organizational unit, organisation unit, organization unit, org unit,
        department, dept, division, function, team,
        Abteilung, Bereich, Einheit, Organisationseinheit, Geschäftsbereich, Ressort,
        service, département, direction, unité, équipe, departamento, área, unidad, equipo""",
    "site": """site, location, work location, office, office location, workplace, city,
        Standort, Ort, Arbeitsort, Dienstort, Niederlassung, lieu, lieu de travail, ville,
        sede, ubicación, oficina, ciudad""",
    "reports_to": """reports to, manager, line manager, direct manager, manager id, manager email,
        manager name, supervisor, supervisor id, supervisor email, supervisor name, boss,
        Vorgesetzte, Vorgesetzter, Vorgesetzte(r), direkte Vorgesetzte, direkter Vorgesetzter,
        Führungskraft, Chef, Chefin, berichtet an,
        responsable, supérieur, supérieur hiérarchique, N+1, responsable hiérarchique,
        jefe, jefa, jefe directo, superior, reporta a""",
    "topics": """topics, topic, challenges, challenge, interests, interest, themes,
        Themen, Thema, Herausforderungen, Interessen, sujets, sujet, thèmes, défis, intérêts,
        temas, retos, desafíos, intereses""",
    "slots": """slots, slot, meeting slots, time slots, times, meeting times,
        availability, available, Zeiten, Zeitfenster, Termine, mögliche Termine, Verfügbarkeit,
        créneaux, créneau, créneaux horaires, disponibilités, disponibilité,
        horarios, franjas horarias, disponibilidad""",
    "past_groups": """past groups, past group, previous groups, previous group, earlier groups,
        former groups, past cohorts, previous cohorts, earlier cohorts,
        frühere Gruppen, bisherige Gruppen, vorherige Gruppen,
        anciens groupes, groupes précédents, groupes passés, grupos anteriores, grupos pasados""",
    "time_zone": """time zone, timezone, tz, Zeitzone, fuseau horaire, fuseau,
        zona horaria, huso horario""",
    "role": """role, job title, title, position, job, Rolle, Funktion, Stelle, Stellenbezeichnung,
        Berufsbezeichnung, rôle, poste, fonction, intitulé du poste, puesto, cargo, rol""",
}
"""For each column its own name first, then other spellings."""

FIRST_NAME = """first name, given name, forename, Vorname, Rufname, prénom, nombre, nombres"""
LAST_NAME = """last name, surname, family name, Nachname, Familienname, Zuname,
    nom, nom de famille, apellido, apellidos"""

WHOLE_OR_PART = "nom, nombre"
"""The whole name where no other column holds the rest of it."""

BESIDE_NAME = "Vorname, prénom"
"""Beside one of these, a column called “Name” holds the last name."""
