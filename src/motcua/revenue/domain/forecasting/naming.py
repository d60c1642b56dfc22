"""What periods and methods are called."""

from motcua.kernel.words import Words
from motcua.revenue.domain.forecasting.outlook import End

ENDS: dict[End, Words] = {
    "month": Words("Tháng", "Month"), "quarter": Words("Quý", "Quarter"), "year": Words("Năm", "Year"),
}  # fmt: skip
METHODS = {
    "naive": Words("Như cùng kỳ 52 tuần trước", "As 52 weeks before (seasonal naive)"),
    "average": Words("Trung bình 8 tuần gần nhất", "Mean of the last eight weeks"),
    "smoothing": Words("San bằng mũ, xu hướng tắt dần", "Exponential smoothing, damped trend"),
    "regression": Words("Hồi quy theo lịch", "Regression on the calendar"),
    "growing": Words("Cùng kỳ nhân mức tăng", "Year before, times growth"),
    "monthly": Words("San bằng mũ theo tháng", "Exponential smoothing of months"),
    "combination": Words("Trung bình ba phương pháp", "Mean of three methods"),
}
"""The combination is the mean of average, smoothing and regression."""
