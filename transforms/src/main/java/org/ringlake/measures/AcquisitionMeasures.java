package org.ringlake.measures;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.TeamSites;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;

/**
 * What the customers that an agent won came to, on the day they were won: a customer whom several
 * agents won counts for each by their share. Source: {@link DealCredits}.
 */
final class AcquisitionMeasures implements MeasureSource {
  private static final long BILLIONTHS = 1_000_000_000L;
  private static final int MINOR = 100;
  private static final List<String> CAUSES =
      List.of(Deals.NAME, Refunds.NAME, Calls.NAME, Customers.NAME, Agents.NAME);

  @Override
  public String feed() {
    return Deals.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.CUSTOMERS_WON_E9,
        AgentDay.CUSTOMERS_MATURED_E9,
        AgentDay.CUSTOMERS_REPURCHASED_E9,
        AgentDay.REPURCHASE_REVENUE_MINOR,
        AgentDay.LIFETIME_VALUE_MINOR);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column share = share();
    Column isMatured = col(DealCredits.IS_MATURED);
    return silver
        .credits()
        .filter(col(DealCredits.IS_ACQUISITION))
        .filter(days.contains(col(DealCredits.POSTED_ON)))
        .select(
            col(DealCredits.DEAL_ID).as(EVENT_ID),
            known(DealCredits.AGENT_ID),
            col(DealCredits.TEAM_ID).as(AgentDay.TEAM_ID),
            col(DealCredits.POSTED_ON).as(AgentDay.EVENT_DATE),
            share.as(AgentDay.CUSTOMERS_WON_E9),
            Additive.where(isMatured, share).as(AgentDay.CUSTOMERS_MATURED_E9),
            Additive.where(isMatured.and(col(DealCredits.HAS_REPURCHASED)), share)
                .as(AgentDay.CUSTOMERS_REPURCHASED_E9),
            Additive.where(isMatured, col(DealCredits.REPURCHASE_REVENUE).multiply(MINOR))
                .as(AgentDay.REPURCHASE_REVENUE_MINOR),
            Additive.of(col(DealCredits.LIFETIME_VALUE).multiply(MINOR))
                .as(AgentDay.LIFETIME_VALUE_MINOR));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return changes.of(DealCredits.NAME).stream()
        .map(credits -> credits.select(col(DealCredits.POSTED_ON).as(TouchedDays.DAY)).distinct())
        .map(days -> withFiles(days, changes));
  }

  /** What a customer came to can be changed by a row on any day: any file may be why. */
  static Dataset<Row> withFiles(Dataset<Row> days, SilverChanges changes) {
    return CAUSES.stream()
        .flatMap(feed -> changes.of(feed).stream())
        .map(rows -> rows.select(TouchedDays.FILE))
        .reduce(Dataset::union)
        // cross, many to few: the files of one delivery
        .map(files -> days.crossJoin(broadcast(files.distinct())))
        .orElseGet(() -> TouchedDays.onlyTimePassed(days, col(TouchedDays.DAY)));
  }

  /** The agent's share of the customer, in billionths. */
  static Column share() {
    return Additive.of(col(DealCredits.WEIGHT).multiply(BILLIONTHS));
  }

  /** Nobody is the same as somebody whom nobody knows. */
  static Column known(String agent) {
    return nullif(nullif(col(agent), lit(DealCredits.UNATTRIBUTED)), lit(TeamSites.UNKNOWN))
        .as(AgentDay.AGENT_ID);
  }
}
