"""Duties: customs value and assessment: values in, an explained sum out.

Law: Law on Customs 54/2014/QH13; Law on Export and Import Duties 107/2016/QH13. It knows nothing of
declarations: whatever has the attribute names of `duties.domain.asked` can be assessed.
"""
