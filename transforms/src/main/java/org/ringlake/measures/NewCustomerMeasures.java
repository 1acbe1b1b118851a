package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.FirstDeals;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/** The first deal that a customer ever bought, for its owner's day. Source: {@link FirstDeals}. */
final class NewCustomerMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Deals.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.NEW_CUSTOMERS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return FirstDeals.from(silver.deals(), days)
        .select(
            col(Deals.DEAL_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.NEW_CUSTOMERS));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Stream<Dataset<Row>> ofTheSameCustomers =
        changes.of(Deals.NAME).stream()
            .map(rows -> TouchedDays.asChanged(rows, Resolved.CUSTOMER_NO))
            .map(
                changed ->
                    TouchedDays.ofRelated(
                        changed,
                        ClosedDeals.onlyWon(silver.deals()),
                        TouchedDays.isSameCustomer(),
                        col(AgentDay.EVENT_DATE)));
    return Stream.concat(TouchedDays.ofRows(changes, feed()), ofTheSameCustomers);
  }
}
