package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.Renewals;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/** Deals due for renewal, on the day they are due, and those renewed. Source: {@link Renewals}. */
final class RenewalMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Deals.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.RENEWALS_DUE, AgentDay.RENEWALS_WON);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return Renewals.from(silver.deals(), silver.agents(), days.asOf())
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .select(
            col(Deals.DEAL_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.RENEWALS_DUE),
            Additive.one(col(Renewals.IS_RENEWED)).as(AgentDay.RENEWALS_WON));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Dataset<Row> due =
        ClosedDeals.onlyWon(silver.deals()).filter(col(Deals.RENEWAL_DUE_ON).isNotNull());
    Column day = col(Deals.RENEWAL_DUE_ON);
    return Stream.of(
            TouchedDays.ofRows(changes, feed(), day).map(RenewalMeasures::onSomeDay),
            ofTheSameCustomers(changes, due),
            TouchedDays.sinceValid(changes, Agents.NAME, due, day),
            ofWindowsThatAreOver(changes, due))
        .flatMap(days -> days);
  }

  private static Dataset<Row> onSomeDay(Dataset<Row> touched) {
    return touched.filter(col(TouchedDays.DAY).isNotNull());
  }

  private static Stream<Dataset<Row>> ofTheSameCustomers(SilverChanges changes, Dataset<Row> due) {
    return changes.of(Deals.NAME).stream()
        .map(rows -> TouchedDays.asChanged(rows, Resolved.CUSTOMER_NO))
        .map(
            changed ->
                TouchedDays.ofRelated(
                    changed, due, TouchedDays.isSameCustomer(), col(Deals.RENEWAL_DUE_ON)));
  }

  /** Deals whose time to be renewed was open at the as-of day of the last time, and is over now. */
  private static Stream<Dataset<Row>> ofWindowsThatAreOver(
      SilverChanges changes, Dataset<Row> due) {
    LocalDate wasOpen = changes.countedUntil().minusDays(Renewals.DAYS);
    LocalDate isOpen = changes.asOf().minusDays(Renewals.DAYS);
    Column day = col(Deals.RENEWAL_DUE_ON);
    return isOpen.isAfter(wasOpen)
        ? Stream.of(
            TouchedDays.onlyTimePassed(
                due.filter(day.geq(lit(wasOpen)).and(day.lt(lit(isOpen)))), day))
        : Stream.of();
  }
}
