package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.TeamSites;
import org.ringlake.facts.TeamStays;

/**
 * How many people teams and the enterprise employ at the two ends of a month, quarter or year.
 *
 * <p>{@link #OPENING} is the number at the end of the day before the period, {@link #CLOSING} at
 * the end of its last day, or of the as-of day where that is earlier. A person is employed from the
 * first day on, and on the day of leaving no more. {@link #PERIODS_PER_YEAR} is 12, 4 or 1. In
 * cells of other layers and periods all three are 0. Source: {@link TeamStays}.
 */
public final class Headcounts {
  public static final String OPENING = "headcount_opening";
  public static final String CLOSING = "headcount_closing";
  public static final String PERIODS_PER_YEAR = "periods_per_year";

  /** What {@link #withHeadcounts} adds. */
  static final List<String> MEASURES = List.of(OPENING, CLOSING, PERIODS_PER_YEAR);

  private static final Set<Layer> LAYERS = EnumSet.of(Layer.TEAM, Layer.ENTERPRISE);
  private static final Set<Period> PERIODS = EnumSet.of(Period.MONTH, Period.QUARTER, Period.YEAR);

  private static final String STAYS = "_stays";
  private static final String STAY_LAYER = "_stay_layer";
  private static final String STAY_ENTITY = "_stay_entity_id";

  private Headcounts() {}

  /** Adds the three measures to cells, which are rows with {@link Cell#KEY}. */
  static Dataset<Row> withHeadcounts(Dataset<Row> cells, Dataset<Row> agents, LocalDate asOf) {
    Column isCounted =
        isOne(Cell.LAYER, LAYERS.stream().map(Layer::code))
            .and(isOne(Cell.PERIOD, PERIODS.stream().map(Period::code)));
    Column before = date_sub(col(Cell.PERIOD_START), 1);
    Column end = least(Cell.lastDay(), lit(asOf));
    // left, many cells to at most one: the stays of each entity are one row
    return cells
        .join(
            broadcast(stays(agents)),
            col(Cell.LAYER)
                .equalTo(col(STAY_LAYER))
                .and(col(Cell.ENTITY_ID).equalTo(col(STAY_ENTITY)))
                .and(isCounted),
            "left")
        .withColumn(OPENING, employedOn(before))
        .withColumn(CLOSING, employedOn(end))
        .withColumn(PERIODS_PER_YEAR, when(isCounted, periodsPerYear()).otherwise(lit(0L)))
        .drop(STAY_LAYER, STAY_ENTITY, STAYS);
  }

  /** Whether such cells have headcounts. */
  public static boolean isCounted(Layer layer, Period period) {
    return LAYERS.contains(layer) && PERIODS.contains(period);
  }

  /** Whether a stay from one day until before another counts at the end of a day. */
  public static Column isEmployed(Column from, Column until, Column day) {
    return from.leq(day).and(until.isNull().or(until.gt(day)));
  }

  /** The stays of everybody, once in their team and once in the enterprise. */
  private static Dataset<Row> stays(Dataset<Row> agents) {
    Column team = coalesce(col(TeamStays.TEAM_ID), lit(TeamSites.UNKNOWN));
    Column entities = array(entity(Layer.TEAM, team), entity(Layer.ENTERPRISE, lit(Cell.ALL)));
    return TeamStays.from(agents)
        .select(col(TeamStays.FROM), col(TeamStays.UNTIL), inline(entities))
        .groupBy(STAY_LAYER, STAY_ENTITY)
        .agg(collect_list(struct(col(TeamStays.FROM), col(TeamStays.UNTIL))).as(STAYS));
  }

  private static Column entity(Layer layer, Column id) {
    return struct(lit(layer.code()).as(STAY_LAYER), id.as(STAY_ENTITY));
  }

  private static Column employedOn(Column day) {
    Column stays =
        filter(
            col(STAYS),
            stay -> isEmployed(stay.getField(TeamStays.FROM), stay.getField(TeamStays.UNTIL), day));
    return coalesce(array_size(stays).cast("bigint"), lit(0L));
  }

  private static Column periodsPerYear() {
    return when(col(Cell.PERIOD).equalTo(Period.MONTH.code()), lit(12L))
        .when(col(Cell.PERIOD).equalTo(Period.QUARTER.code()), lit(4L))
        .otherwise(lit(1L));
  }

  private static Column isOne(String column, Stream<String> codes) {
    return col(column).isin(codes.toArray());
  }
}
