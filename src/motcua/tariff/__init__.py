"""Tariff: nomenclature, rate schedules and exchange rates, all dated, each with its source."""
