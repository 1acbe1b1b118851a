package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;

/** What refunds add to the day of their deal's owner. Source: {@link RefundedDeals}. */
final class RefundMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Refunds.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.REFUNDED_MINOR, AgentDay.REFUNDED_UNITS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Dataset<Row> ofTheDays = silver.refunds().filter(days.contains(col(AgentDay.EVENT_DATE)));
    return RefundedDeals.from(ofTheDays, silver.deals(), silver.agents(), rules.money())
        .select(
            col(Refunds.REFUND_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.of(col(RefundedDeals.REFUND_MINOR)).as(AgentDay.REFUNDED_MINOR),
            Additive.of(col(Refunds.UNITS)).as(AgentDay.REFUNDED_UNITS));
  }

  @Override
  public Stream<Dataset<Row>> touched(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Column day = col(AgentDay.EVENT_DATE);
    Stream<Dataset<Row>> ofDeals =
        changes.of(Deals.NAME).stream()
            .map(rows -> TouchedDays.asChanged(rows, Deals.DEAL_ID))
            .map(
                changed ->
                    TouchedDays.ofRelated(
                        changed,
                        silver.refunds(),
                        col(Refunds.DEAL_ID).equalTo(TouchedDays.changed(Deals.DEAL_ID)),
                        day));
    return Stream.of(
            TouchedDays.ofRows(changes, feed()),
            ofDeals,
            TouchedDays.sinceValid(changes, Agents.NAME, silver.refunds(), day))
        .flatMap(days -> days);
  }
}
