package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Objectives;

/**
 * What objectives add to the first day of their period: weight, and weight × what was attained,
 * which is at most the whole.
 *
 * <p>An objective without a result is not attained at all. A signed target for a KPI without a
 * result, and a target of 0, are no objectives here.
 */
final class ObjectiveMeasures implements MeasureSource {
  private static final int DECIMALS = 8;
  private static final int HUNDRED_MILLION = 100_000_000;

  /** So that it times a weight is exact in a decimal of 38 digits. */
  private static final String SHARE = "decimal(19,17)";

  /** Keeps a result far below zero from leaving the range of {@link #SHARE}. */
  private static final int LEAST_SHARE = -99;

  @Override
  public String feed() {
    return Objectives.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.OBJECTIVES, AgentDay.OBJECTIVE_WEIGHT_E6, AgentDay.OBJECTIVE_ATTAINED_E8);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column weight = col(Objectives.WEIGHT);
    Column attained = round(weight.multiply(attainedShare()), DECIMALS);
    return silver
        .objectives()
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .filter(col(Objectives.KPI).isNull().or(col(Objectives.ACTUAL).isNotNull()))
        .filter(col(Objectives.TARGET).notEqual(0))
        .select(
            col(Objectives.OBJECTIVE_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.OBJECTIVES),
            Additive.millionths(weight).as(AgentDay.OBJECTIVE_WEIGHT_E6),
            Additive.of(attained.multiply(HUNDRED_MILLION)).as(AgentDay.OBJECTIVE_ATTAINED_E8));
  }

  /** Actual ÷ target, at most 1. A quotient too great for a decimal belongs to the first case. */
  private static Column attainedShare() {
    Column target = col(Objectives.TARGET);
    Column actual = coalesce(col(Objectives.ACTUAL), lit(0));
    Column isReached = when(target.gt(0), actual.geq(target)).otherwise(actual.leq(target));
    return when(isReached, lit(1))
        .otherwise(greatest(try_divide(actual, target), lit(LEAST_SHARE)))
        .cast(SHARE);
  }
}
