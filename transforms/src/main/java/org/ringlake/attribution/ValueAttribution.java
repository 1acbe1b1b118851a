package org.ringlake.attribution;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.TeamSites;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Period;
import org.ringlake.staging.Resolved;

/**
 * {@code gold.value_attribution}: what those who touched customers earned, and beside it what those
 * earned who own the deals.
 *
 * <p>Grain: one row per model, layer, entity, period and period start on which anything was posted.
 * Key: those. Units: {@link #CONVERSIONS} are deals, in nine decimals; money is in the reporting
 * currency. An entity's repurchases and lifetime values are those of the customers won in the
 * period; lifetime value is null where it is not known of any of them. {@code entity_id =
 * 'unattributed'}, at every layer, is what nobody touched, so that the entities of a layer sum to
 * the CRM's net revenue. The columns {@code owner_…} count by the deal's owner and do not depend on
 * the model. Source: {@link DealCredits}.
 */
public final class ValueAttribution {
  public static final String NAME = "value_attribution";

  public static final String CONVERSIONS = "conversions";
  public static final String NET_REVENUE = DealCredits.NET_REVENUE;
  public static final String MARGIN = DealCredits.MARGIN;
  public static final String REPURCHASE_REVENUE = DealCredits.REPURCHASE_REVENUE;
  public static final String LIFETIME_VALUE = DealCredits.LIFETIME_VALUE;
  public static final String OWNER_CONVERSIONS = "owner_conversions";
  public static final String OWNER_NET_REVENUE = "owner_net_revenue";

  /** Which calls were touches, in words. */
  public static final String TOUCHES = "touches";

  private static final String IS_UNATTRIBUTED = "_is_unattributed";
  private static final String MONEY = "decimal(20,2)";
  private static final String DEALS = "decimal(20,9)";

  private ValueAttribution() {}

  /**
   * The table.
   *
   * @param credits rows of {@link DealCredits}
   * @param teams with their sites
   */
  public static Dataset<Row> from(Dataset<Row> credits, Dataset<Row> teams, TouchRules touches) {
    Dataset<Row> views =
        TeamSites.withSite(ofTouches(credits).unionByName(ofOwners(credits)), teams)
            .withColumn(Resolved.TEAM_ID, orUnknown(Resolved.TEAM_ID));
    Dataset<Row> entities =
        Cell.perLayer(views)
            .withColumn(
                Cell.ENTITY_ID,
                when(col(IS_UNATTRIBUTED), lit(DealCredits.UNATTRIBUTED))
                    .otherwise(col(Cell.ENTITY_ID)))
            .drop(IS_UNATTRIBUTED);
    Dataset<Row> days =
        summed(
            entities, List.of(DealCredits.MODEL, Cell.LAYER, Cell.ENTITY_ID, Resolved.EVENT_DATE));
    List<String> key = new ArrayList<>(List.of(DealCredits.MODEL));
    key.addAll(Cell.KEY);
    return summed(Cell.perPeriod(days, List.of(Period.values())), key)
        .withColumn(TOUCHES, lit(touches.inWords()));
  }

  private static Dataset<Row> ofTouches(Dataset<Row> credits) {
    Map<String, Column> values = new LinkedHashMap<>();
    values.put(CONVERSIONS, col(DealCredits.WEIGHT));
    values.put(NET_REVENUE, col(DealCredits.NET_REVENUE));
    values.put(MARGIN, col(DealCredits.MARGIN));
    values.put(REPURCHASE_REVENUE, col(DealCredits.REPURCHASE_REVENUE));
    values.put(LIFETIME_VALUE, col(DealCredits.LIFETIME_VALUE));
    values.put(OWNER_CONVERSIONS, lit(0));
    values.put(OWNER_NET_REVENUE, lit(0));
    return view(
        credits,
        col(DealCredits.AGENT_ID),
        col(DealCredits.TEAM_ID),
        col(DealCredits.AGENT_ID).equalTo(DealCredits.UNATTRIBUTED),
        values);
  }

  private static Dataset<Row> ofOwners(Dataset<Row> credits) {
    Map<String, Column> values = new LinkedHashMap<>();
    values.put(CONVERSIONS, lit(0));
    values.put(NET_REVENUE, lit(0));
    values.put(MARGIN, lit(0));
    values.put(REPURCHASE_REVENUE, lit(null));
    values.put(LIFETIME_VALUE, lit(null));
    values.put(OWNER_CONVERSIONS, col(DealCredits.WEIGHT));
    values.put(OWNER_NET_REVENUE, col(DealCredits.NET_REVENUE));
    return view(
        credits,
        orUnknown(DealCredits.OWNER_AGENT_ID),
        col(DealCredits.OWNER_TEAM_ID),
        lit(false),
        values);
  }

  private static Dataset<Row> view(
      Dataset<Row> credits,
      Column agent,
      Column team,
      Column isUnattributed,
      Map<String, Column> values) {
    Stream<Column> who =
        Stream.of(
            col(DealCredits.MODEL),
            agent.as(Resolved.AGENT_ID),
            team.as(Resolved.TEAM_ID),
            isUnattributed.as(IS_UNATTRIBUTED),
            col(DealCredits.POSTED_ON).as(Resolved.EVENT_DATE));
    Stream<Column> what =
        values.entrySet().stream()
            .map(each -> each.getValue().cast(type(each.getKey())).as(each.getKey()));
    return credits.select(Stream.concat(who, what).toArray(Column[]::new));
  }

  private static Dataset<Row> summed(Dataset<Row> rows, List<String> key) {
    List<Column> sums =
        Stream.of(
                CONVERSIONS,
                NET_REVENUE,
                MARGIN,
                REPURCHASE_REVENUE,
                LIFETIME_VALUE,
                OWNER_CONVERSIONS,
                OWNER_NET_REVENUE)
            .map(name -> sum(name).cast(type(name)).as(name))
            .toList();
    return rows.groupBy(key.stream().map(functions::col).toArray(Column[]::new))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static String type(String column) {
    return column.endsWith(CONVERSIONS) ? DEALS : MONEY;
  }

  private static Column orUnknown(String column) {
    return coalesce(col(column), lit(TeamSites.UNKNOWN));
  }
}
