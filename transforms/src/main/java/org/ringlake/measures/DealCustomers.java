package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.ClosedDeals;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/** Customers to whom a deal's owner sold. */
final class DealCustomers implements CustomerSource {
  @Override
  public String feed() {
    return Deals.NAME;
  }

  @Override
  public List<String> sets() {
    return List.of(AgentDayCustomers.BOUGHT);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    return ClosedDeals.onlyWon(silver.deals())
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .select(
            col(Deals.DEAL_ID).as(MeasureSource.EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            col(Resolved.CUSTOMER_NO),
            lit(true).as(AgentDayCustomers.BOUGHT));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    return TouchedDays.ofRows(changes, feed());
  }
}
