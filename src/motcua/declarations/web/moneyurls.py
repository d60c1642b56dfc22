from django.urls import path

from motcua.declarations.web.money import accounts, ages, guarantees, plans, refunds, suspense

app_name = "money"
urlpatterns = [
    path("", accounts.listed, name="accounts"),
    path("accounts.csv", accounts.exported, name="accounts_csv"),
    path("mine/", accounts.mine, name="mine"),
    path("parties/<str:party>/", accounts.one, name="account"),
    path("parties/<str:party>/account.csv", accounts.one_csv, name="account_csv"),
    path("declarations/<str:number>/held/", accounts.held, name="held"),
    path("declarations/<str:number>/class/", accounts.debt, name="debt"),
    path("debts/", ages.listed, name="ages"),
    path("debts.csv", ages.exported, name="ages_csv"),
    path("debts.xlsx", ages.workbook, name="ages_xlsx"),
    path("declarations/<str:number>/instalments/", plans.ask, name="plan_ask"),
    path("instalments/", plans.listed, name="plans"),
    path("instalments.csv", plans.exported, name="plans_csv"),
    path("instalments/<int:plan>/", plans.one, name="plan"),
    path("suspense/", suspense.listed, name="suspense"),
    path("suspense.csv", suspense.exported, name="suspense_csv"),
    path("suspense/<int:suspense>/", suspense.one, name="suspense_one"),
    path("refunds/", refunds.listed, name="refunds"),
    path("refunds.csv", refunds.exported, name="refunds_csv"),
    path("refunds/<int:refund>/", refunds.one, name="refund"),
    path("guarantees/", guarantees.listed, name="guarantees"),
    path("guarantees.csv", guarantees.exported, name="guarantees_csv"),
    path("guarantees/new/", guarantees.new, name="guarantee_new"),
    path("guarantees/<int:guarantee>/", guarantees.one, name="guarantee"),
]
