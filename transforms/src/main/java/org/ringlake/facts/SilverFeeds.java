package org.ringlake.facts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Complaints;
import org.ringlake.staging.Costs;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Leads;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Ratings;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Reviews;
import org.ringlake.staging.Shifts;
import org.ringlake.staging.Surveys;
import org.ringlake.staging.Teams;
import org.ringlake.staging.Worklogs;

/** The silver tables, as they are now; empty where no row of a feed ever came. */
public interface SilverFeeds {

  /** The rows of {@code silver.<feed>}. */
  Dataset<Row> of(String feed);

  /** False only where {@link #of} is empty since no row of the feed ever came. */
  boolean mayHaveRows(String feed);

  /**
   * The reviews in force of calls of some days: rows of {@link CallReviews}.
   *
   * @param rules what calls with a transcript are inspected by
   */
  default Dataset<Row> callReviews(QualityRules rules, CountedDays days) {
    return CallReviews.of(this, rules, days);
  }

  /**
   * The credits for won deals under the model that customers are credited by: rows of {@link
   * DealCredits}.
   */
  default Dataset<Row> credits() {
    return of(DealCredits.NAME);
  }

  default Dataset<Row> agents() {
    return of(Agents.NAME);
  }

  default Dataset<Row> calls() {
    return of(Calls.NAME);
  }

  default Dataset<Row> complaints() {
    return of(Complaints.NAME);
  }

  default Dataset<Row> costs() {
    return of(Costs.NAME);
  }

  default Dataset<Row> customers() {
    return of(Customers.NAME);
  }

  default Dataset<Row> deals() {
    return of(Deals.NAME);
  }

  default Dataset<Row> leads() {
    return of(Leads.NAME);
  }

  default Dataset<Row> objectives() {
    return of(Objectives.NAME);
  }

  default Dataset<Row> ratings() {
    return of(Ratings.NAME);
  }

  default Dataset<Row> refunds() {
    return of(Refunds.NAME);
  }

  default Dataset<Row> reviews() {
    return of(Reviews.NAME);
  }

  default Dataset<Row> shifts() {
    return of(Shifts.NAME);
  }

  default Dataset<Row> surveys() {
    return of(Surveys.NAME);
  }

  default Dataset<Row> teams() {
    return of(Teams.NAME);
  }

  default Dataset<Row> worklogs() {
    return of(Worklogs.NAME);
  }
}
