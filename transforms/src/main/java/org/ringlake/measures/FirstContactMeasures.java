package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.FirstContacts;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Calls;

/** What first contacts add to their agent's day. Source: {@link FirstContacts}. */
final class FirstContactMeasures implements MeasureSource {
  @Override
  public String feed() {
    return Calls.NAME;
  }

  @Override
  public List<String> measures() {
    return List.of(
        AgentDay.FIRST_CONTACTS,
        AgentDay.FIRST_CONTACTS_RESOLVED,
        AgentDay.COMPLEX_FIRST_CONTACTS,
        AgentDay.COMPLEX_FIRST_CONTACTS_RESOLVED);
  }

  @Override
  public Dataset<Row> events(SilverFeeds silver, MeasureRules rules, CountedDays days) {
    Column isResolved = col(FirstContacts.IS_RESOLVED);
    Column isComplex = coalesce(col(Calls.TOPIC).isin(rules.complexTopics().toArray()), lit(false));
    return FirstContacts.from(silver.calls(), rules.resolutionWindow(), days)
        .select(
            col(Calls.CALL_ID).as(EVENT_ID),
            col(AgentDay.AGENT_ID),
            col(AgentDay.TEAM_ID),
            col(AgentDay.CAMPAIGN_ID),
            col(AgentDay.EVENT_DATE),
            lit(1L).as(AgentDay.FIRST_CONTACTS),
            Additive.one(isResolved).as(AgentDay.FIRST_CONTACTS_RESOLVED),
            Additive.one(isComplex).as(AgentDay.COMPLEX_FIRST_CONTACTS),
            Additive.one(isComplex.and(isResolved)).as(AgentDay.COMPLEX_FIRST_CONTACTS_RESOLVED));
  }
}
