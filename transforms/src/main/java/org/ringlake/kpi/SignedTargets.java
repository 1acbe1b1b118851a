package org.ringlake.kpi;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Resolved;

/**
 * The targets that agents have signed.
 *
 * <p>Grain: one row per agent, period and period start with such a target. Key: {@link Cell#KEY},
 * the layer always agent. An objective without period is of a month; it is of the period that its
 * {@code period_start} lies in. Of several for one KPI the newest counts, then the greatest id.
 * Source: {@link Objectives} that name a KPI.
 */
final class SignedTargets {
  /** Targets by KPI. */
  static final String SIGNED = "_signed";

  private SignedTargets() {}

  static Dataset<Row> from(Dataset<Row> objectives) {
    Column period = coalesce(col(Objectives.PERIOD), lit(Period.MONTH.code()));
    Column newest =
        max_by(
            col(Objectives.TARGET), struct(col(Resolved.UPDATED_AT), col(Objectives.OBJECTIVE_ID)));
    return objectives
        .filter(col(Objectives.KPI).isNotNull().and(col(Objectives.AGENT_ID).isNotNull()))
        .groupBy(
            col(Objectives.AGENT_ID).as(Cell.ENTITY_ID),
            period.as(Cell.PERIOD),
            Cell.start(period, col(Objectives.PERIOD_START)).as(Cell.PERIOD_START),
            col(Objectives.KPI))
        .agg(newest.cast(Kpis.TARGET_TYPE).as(Objectives.TARGET))
        .groupBy(Cell.ENTITY_ID, Cell.PERIOD, Cell.PERIOD_START)
        .agg(
            map_from_entries(collect_list(struct(col(Objectives.KPI), col(Objectives.TARGET))))
                .as(SIGNED))
        .withColumn(Cell.LAYER, lit(Layer.AGENT.code()));
  }
}
