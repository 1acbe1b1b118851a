package org.ringlake.jobs.oracle;

/** Where a KPI's value belongs: one cell of {@code gold.kpi}. Dates as {@code yyyy-MM-dd}. */
public record KpiCell(
    String layer, String entityId, String period, String periodStart, String kpi) {}
