package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.RefundedDeals;
import org.ringlake.facts.SilverFeeds;
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
}
