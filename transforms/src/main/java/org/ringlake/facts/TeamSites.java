package org.ringlake.facts;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.staging.Teams;

/** Where a team sat on a day. */
public final class TeamSites {
  /** What stands for an agent, team or site that is not known. */
  public static final String UNKNOWN = "unknown";

  private static final String HAS_SITES = "_has_sites";

  private TeamSites() {}

  /**
   * Adds {@code site}: that of the row's {@code team_id} on its {@code event_date}, {@code unknown}
   * where there is none, and null in every row where no team has a site at all.
   */
  public static Dataset<Row> withSite(Dataset<Row> rows, Dataset<Row> teams) {
    Dataset<Row> anySite = teams.agg(bool_or(col(Teams.SITE).isNotNull()).as(HAS_SITES));
    // cross, every row to exactly one: an aggregate without keys
    return Validity.withValue(rows, teams, Teams.TEAM_ID, Teams.SITE)
        .crossJoin(broadcast(anySite))
        .withColumn(Teams.SITE, when(col(HAS_SITES), coalesce(col(Teams.SITE), lit(UNKNOWN))))
        .drop(HAS_SITES);
  }
}
