package org.ringlake.kpi;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.day;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.quarter;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.weekofyear;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.measures.AgentDay;

/**
 * What a KPI's value is of: an entity of a layer, in a period.
 *
 * <p>Weeks are ISO weeks; a period is named by its first day.
 */
public final class Cell {
  public static final String LAYER = "layer";
  public static final String ENTITY_ID = "entity_id";
  public static final String PERIOD = "period";
  public static final String PERIOD_START = "period_start";

  /**
   * Which part of the calendar the period lies in, for keeping rows of one time together: the month
   * of a day, the quarter of a week, the year of a longer period; 202506, 20252, 2025.
   */
  public static final String BUCKET = "_bucket";

  /** The one entity of the enterprise layer. */
  public static final String ALL = "all";

  /** Between the {@link #ordinal} numbers of a period and of the same a year before. */
  static final int A_YEAR = 1000;

  public static final List<String> KEY = List.of(LAYER, ENTITY_ID, PERIOD, PERIOD_START);

  private Cell() {}

  /**
   * Each row once for every layer, with {@code layer} and {@code entity_id} in place of agent, team
   * and site. A row without site is in no site.
   */
  public static Dataset<Row> perLayer(Dataset<Row> agentDays) {
    Column layers =
        array(
            entity(Layer.AGENT, col(AgentDay.AGENT_ID)),
            entity(Layer.TEAM, col(AgentDay.TEAM_ID)),
            entity(Layer.SITE, col(AgentDay.SITE)),
            entity(Layer.ENTERPRISE, lit(ALL)));
    return exploded(agentDays, layers)
        .drop(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.SITE)
        .filter(col(ENTITY_ID).isNotNull());
  }

  /**
   * Each row once for each of the periods, with {@code period} and {@code period_start} in place of
   * the day.
   */
  public static Dataset<Row> perPeriod(Dataset<Row> days, List<Period> lengths) {
    Column periods =
        array(
            lengths.stream()
                .map(
                    period ->
                        struct(
                            lit(period.code()).as(PERIOD),
                            start(period, col(AgentDay.EVENT_DATE)).as(PERIOD_START)))
                .toArray(Column[]::new));
    return exploded(days, periods).drop(AgentDay.EVENT_DATE);
  }

  /**
   * The cells that agent days are part of.
   *
   * @param agentDays keys of {@link AgentDay} or {@code AgentDayCustomers}
   * @return distinct {@link #KEY}s
   */
  public static Dataset<Row> keysOf(Dataset<Row> agentDays) {
    Dataset<Row> keys =
        agentDays
            .select(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.SITE, AgentDay.EVENT_DATE)
            .distinct(); // one per campaign until here
    // several agents are of one team, several days of one week
    return perPeriod(perLayer(keys), List.of(Period.values())).distinct();
  }

  /** The first day of the period that a day lies in. */
  static Column start(Period period, Column day) {
    return period == Period.DAY ? day : trunc(day, period.code());
  }

  /** The same of a period by its code. */
  static Column start(Column period, Column day) {
    return Stream.of(Period.values())
        .map(length -> when(period.equalTo(length.code()), start(length, day)))
        .reduce((one, other) -> coalesce(one, other))
        .orElseThrow();
  }

  /** {@link #KEY} as a join takes it that is not inner. */
  public static scala.collection.immutable.Seq<String> keyForJoin() {
    return scala.jdk.javaapi.CollectionConverters.asScala(KEY).toSeq();
  }

  /** {@link #BUCKET} of the row's period. */
  public static Column bucket() {
    Column start = col(PERIOD_START);
    return when(isPeriod(Period.DAY), year(start).multiply(100).plus(month(start)))
        .when(isPeriod(Period.WEEK), year(start).multiply(10).plus(quarter(start)))
        .otherwise(year(start));
  }

  /** The last day of the row's period. */
  static Column lastDay() {
    Column start = col(PERIOD_START);
    return when(isPeriod(Period.WEEK), date_add(start, 6))
        .when(isPeriod(Period.MONTH), last_day(start))
        .when(isPeriod(Period.QUARTER), last_day(add_months(start, 2)))
        .when(isPeriod(Period.YEAR), last_day(add_months(start, 11)))
        .otherwise(start);
  }

  /** The first day of the period right before the row's. */
  static Column previousStart() {
    Column start = col(PERIOD_START);
    return when(isPeriod(Period.WEEK), date_add(start, -7))
        .when(isPeriod(Period.MONTH), add_months(start, -1))
        .when(isPeriod(Period.QUARTER), add_months(start, -3))
        .when(isPeriod(Period.YEAR), add_months(start, -12))
        .otherwise(date_add(start, -1));
  }

  /**
   * A number that grows with the row's period, and is less by {@link #A_YEAR} for the same day, ISO
   * week, month, quarter of the year before, or the year before.
   */
  static Column ordinal() {
    Column start = col(PERIOD_START);
    // the Thursday of an ISO week lies in the week's year
    Column week = year(date_add(start, 3)).multiply(A_YEAR).plus(weekofyear(start));
    Column date = year(start).multiply(A_YEAR).plus(month(start).multiply(40)).plus(day(start));
    return when(isPeriod(Period.WEEK), week).otherwise(date);
  }

  private static Column isPeriod(Period period) {
    return col(PERIOD).equalTo(period.code());
  }

  private static Column entity(Layer layer, Column id) {
    return struct(lit(layer.code()).as(LAYER), id.as(ENTITY_ID));
  }

  private static Dataset<Row> exploded(Dataset<Row> rows, Column structs) {
    return rows.select(
        Stream.concat(Arrays.stream(rows.columns()).map(functions::col), Stream.of(inline(structs)))
            .toArray(Column[]::new));
  }
}
