package org.ringlake.measures;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ActiveSpans;
import org.ringlake.facts.CalendarWindow;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;

/**
 * Customers who become active, on the day they buy, and who are lost, on the last day on which they
 * could have bought again: for whoever won the customer, by their share. Source: {@link
 * CreditedSpans}.
 */
final class ActivityMeasures implements MeasureSource {
  private static final String CREDITS = "_credits";
  private static final Column NOTHING = lit(0L);

  @Override
  public String feed() {
    return Deals.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.CUSTOMERS_ACTIVATED_E9, AgentDay.CUSTOMERS_CHURNED_E9);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column share = col(CreditedSpans.SHARE_E9);
    Column isCounted =
        col(AgentDay.CUSTOMERS_CHURNED_E9)
            .equalTo(0)
            .or(col(AgentDay.EVENT_DATE).lt(lit(days.asOf())));
    return CreditedSpans.from(silver, rules, days.asOf())
        .select(
            col(CreditedSpans.AGENT_ID),
            col(CreditedSpans.TEAM_ID),
            inline(
                array(
                    event(ActiveSpans.BOUGHT_BY, ActiveSpans.BOUGHT_ON, share, NOTHING),
                    event(ActiveSpans.LAST_BOUGHT_BY, ActiveSpans.ENDS_ON, NOTHING, share))))
        .filter(isCounted.and(days.contains(col(AgentDay.EVENT_DATE))));
  }

  private static Column event(String deal, String day, Column activated, Column churned) {
    return struct(
        col(deal).as(EVENT_ID),
        col(day).as(AgentDay.EVENT_DATE),
        activated.as(AgentDay.CUSTOMERS_ACTIVATED_E9),
        churned.as(AgentDay.CUSTOMERS_CHURNED_E9));
  }

  /**
   * Whatever else a customer bought, they can have become active on the days of their deals alone,
   * and be lost at the ends of the windows after them.
   */
  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Dataset<Row> won =
        ClosedDeals.onlyWon(silver.deals()).filter(col(Resolved.CUSTOMER_NO).isNotNull());
    Stream<Dataset<Row>> ofDeals =
        changes.of(Deals.NAME).stream()
            .flatMap(
                rows ->
                    Stream.of(
                            rows.select(TouchedDays.DAY, TouchedDays.FILE),
                            ofSameCustomers(rows, won))
                        .map(deals -> days(deals, rules)));
    Stream<Dataset<Row>> ofRefunds =
        changes.of(Refunds.NAME).stream()
            .map(rows -> days(ofSameCustomers(dealsOf(rows, silver), won), rules));
    Stream<Dataset<Row>> ofCredits =
        changes.of(DealCredits.NAME).stream()
            .map(ActivityMeasures::ofOthers)
            .map(rows -> ofSameCustomers(dealsOf(rows, silver), won))
            .map(
                deals ->
                    AcquisitionMeasures.withFiles(
                        days(deals, rules).select(TouchedDays.DAY).distinct(), changes));
    return Stream.of(ofDeals, ofRefunds, ofCredits, lostSince(changes, won, rules))
        .flatMap(days -> days);
  }

  /** The deals that are no longer, or only now, credited to the same agents in the same parts. */
  private static Dataset<Row> ofOthers(Dataset<Row> changedCredits) {
    return changedCredits
        .groupBy(DealCredits.DEAL_ID, DealCredits.AGENT_ID, DealCredits.TEAM_ID, DealCredits.WEIGHT)
        .agg(count(lit(1)).as(CREDITS))
        .filter(col(CREDITS).equalTo(1)) // not both before and after
        .select(col(DealCredits.DEAL_ID), lit(null).cast("string").as(TouchedDays.FILE))
        .distinct();
  }

  /** The deals that changed rows name, with the files of the changed rows. */
  private static Dataset<Row> dealsOf(Dataset<Row> changed, SilverFeeds silver) {
    // inner, many to one
    return silver
        .deals()
        .drop(TouchedDays.FILE)
        .join(
            TouchedDays.asChanged(changed, Deals.DEAL_ID),
            col(Deals.DEAL_ID).equalTo(TouchedDays.changed(Deals.DEAL_ID)),
            "inner")
        .select(col(Resolved.CUSTOMER_NO), col(TouchedDays.FILE));
  }

  private static Dataset<Row> ofSameCustomers(Dataset<Row> changed, Dataset<Row> won) {
    return TouchedDays.ofRelated(
        TouchedDays.asChanged(changed, Resolved.CUSTOMER_NO),
        won,
        TouchedDays.isSameCustomer(),
        col(Resolved.EVENT_DATE));
  }

  /** Of days of deals: these, and the last days of the windows after them. */
  private static Dataset<Row> days(Dataset<Row> ofDeals, MeasureRules rules) {
    Column day = col(TouchedDays.DAY);
    return ofDeals.select(
        explode(array(day, CalendarWindow.end(day, rules.churnWindow()))).as(TouchedDays.DAY),
        col(TouchedDays.FILE));
  }

  /** Days that were not over at the as-of day of the last time, and are now. */
  private static Stream<Dataset<Row>> lostSince(
      SilverChanges changes, Dataset<Row> won, MeasureRules rules) {
    if (!changes.asOf().isAfter(changes.countedUntil())) {
      return Stream.of();
    }
    Column end = CalendarWindow.end(col(Resolved.EVENT_DATE), rules.churnWindow());
    return Stream.of(
        TouchedDays.onlyTimePassed(
            won.filter(end.geq(lit(changes.countedUntil())).and(end.lt(lit(changes.asOf())))),
            end));
  }
}
