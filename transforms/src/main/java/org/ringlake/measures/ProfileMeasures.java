package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Resolved;

/**
 * How complete the profiles of customers are, on the day and for the agent of their last update.
 * One that was never updated is nobody's work; one that does not say how many fields it needs tells
 * nothing.
 */
final class ProfileMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Customers.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(AgentDay.REQUIRED_FIELDS, AgentDay.FILLED_FIELDS);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column required = col(Customers.REQUIRED_FIELDS);
    return silver
        .customers()
        .filter(days.contains(col(AgentDay.EVENT_DATE)))
        .filter(col(Resolved.UPDATED_AT).isNotNull())
        .select(
            col(Customers.CUSTOMER_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.EVENT_DATE),
            Additive.of(required).as(AgentDay.REQUIRED_FIELDS),
            Additive.where(required.isNotNull(), col(Customers.FILLED_FIELDS))
                .as(AgentDay.FILLED_FIELDS));
  }
}
