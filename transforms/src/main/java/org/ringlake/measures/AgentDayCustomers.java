package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.TeamSites;
import org.ringlake.staging.Resolved;

/**
 * Which customers an agent dialled, reached, won over and sold to on a day: sets that merge upward,
 * so that distinct customers of any team and period are counted without the calls.
 *
 * <p>Grain: one row per agent, team and day with an event of a known customer. Key: agent_id,
 * team_id, event_date, all as in {@link AgentDay}. Each set is one of {@link CustomerSets} of a
 * lake's internal customer numbers, which are never published. Source: calls, closed deals and
 * leads.
 */
public final class AgentDayCustomers {
  public static final String NAME = "_agent_day_customers";

  public static final String AGENT_ID = AgentDay.AGENT_ID;
  public static final String TEAM_ID = AgentDay.TEAM_ID;
  public static final String SITE = AgentDay.SITE;
  public static final String EVENT_DATE = AgentDay.EVENT_DATE;

  public static final String DIALLED = "customers_dialled";
  public static final String CONTACTED_OUTBOUND = "customers_contacted_outbound";
  public static final String CONTACTED = "customers_contacted";
  public static final String BOUGHT = "customers_bought";
  public static final String CONTACTED_HIGH_VALUE = "customers_contacted_high_value";
  public static final String INTENT = "customers_intent";
  public static final String APPOINTMENT = "customers_appointment";

  /** Everything that puts customers into a set. */
  public static final List<CustomerSource> SOURCES =
      List.of(new CallCustomers(), new DealCustomers(), new LeadCustomers());

  /** Every set, in the order of the table's columns; their sizes are measures of these names. */
  public static final List<String> SETS =
      SOURCES.stream().flatMap(source -> source.sets().stream()).distinct().toList();

  private AgentDayCustomers() {}

  /** The rows of some days. */
  public static Dataset<Row> from(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Dataset<Row> events =
        SOURCES.stream()
            .map(source -> source.events(silver, rules, days))
            .reduce((some, others) -> some.unionByName(others, true))
            .orElseThrow()
            .filter(col(Resolved.CUSTOMER_NO).isNotNull());
    List<Column> sets = SETS.stream().map(AgentDayCustomers::set).toList();
    Dataset<Row> perDay =
        events
            .groupBy(AgentDay.agent(), AgentDay.team(), col(EVENT_DATE))
            .agg(sets.get(0), sets.subList(1, sets.size()).toArray(Column[]::new));
    return TeamSites.withSite(perDay, silver.teams()).select(tableColumns());
  }

  /**
   * The keys, with site, of the rows that only one side has or that differ.
   *
   * @param before rows of the table
   * @param after rows of the same days
   */
  public static Dataset<Row> different(Dataset<Row> before, Dataset<Row> after) {
    String[] key = {AGENT_ID, TEAM_ID, SITE, EVENT_DATE};
    Column[] row =
        Stream.concat(Stream.of(key), SETS.stream()).map(functions::col).toArray(Column[]::new);
    String times = "_times";
    return before
        .select(row)
        .withColumn(times, lit(-1))
        .unionByName(after.select(row).withColumn(times, lit(1)))
        .groupBy(row)
        .agg(sum(times).as(times))
        .filter(col(times).notEqual(0))
        .select(Stream.of(key).map(functions::col).toArray(Column[]::new))
        .distinct(); // once for how it was, once for how it is
  }

  /** The customers of the rows where a column is true: one may have been called twice. */
  private static Column set(String name) {
    return CustomerSets.of(collect_list(when(col(name), col(Resolved.CUSTOMER_NO)))).as(name);
  }

  private static Column[] tableColumns() {
    Stream<String> key = Stream.of(AGENT_ID, TEAM_ID, SITE);
    return Stream.concat(Stream.concat(key, SETS.stream()), Stream.of(EVENT_DATE))
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
