package org.ringlake.jobs.explain;

import java.time.LocalDate;
import java.util.OptionalLong;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;

/**
 * Which value is to be explained.
 *
 * @param day a day of the period
 * @param eventsOfMeasure how many events of each measure to show at most; empty: all
 */
public record ExplainRequest(
    String kpi,
    Layer layer,
    String entityId,
    Period period,
    LocalDate day,
    OptionalLong eventsOfMeasure) {}
