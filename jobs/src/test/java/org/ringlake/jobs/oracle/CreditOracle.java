package org.ringlake.jobs.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who earned what, recomputed by DuckDB from the raw CSV files of an inbox.
 *
 * <p>Of models that look at one path alone every credit is computed, but for which agent gets a
 * unit that cannot be divided; of fitted ones the weights are those published, and all that follows
 * from them is computed. Tables over the credits are computed from the published credits, to the
 * last unit, and of customers what they brought. What they will yet bring is told ({@link Worth}).
 */
public final class CreditOracle {
  private static final Map<String, String> PUBLISHED =
      Map.of(
          "attribution_credit", "credits",
          "value_attribution", "attributed",
          "repurchase", "repurchased",
          "customer_value", "valued");

  private static final String CREDITS = "9-credits.sql";
  private static final int SHOWN = 12;

  private CreditOracle() {}

  /** The tables of the layer gold that are looked at. */
  public static Iterable<String> tables() {
    return PUBLISHED.keySet();
  }

  /**
   * The first rows that should be others, should not be there, or are missing, in words.
   *
   * @param published a folder with a folder of Parquet files for each of the {@link #tables}
   */
  public static List<String> mistakes(Path inbox, ZoneId zone, Worth worth, Path published) {
    return KpiOracle.ask(
        inbox, zone, worth, KpiOracle.CUSTOMERS, statement -> mistakes(statement, published));
  }

  private static List<String> mistakes(Statement statement, Path published)
      throws SQLException, IOException {
    for (Map.Entry<String, String> each : PUBLISHED.entrySet()) {
      statement.execute(
          "CREATE TABLE %s AS FROM read_parquet('%s/*.parquet')"
              .formatted(each.getValue(), published.resolve(each.getKey())));
    }
    statement.execute(KpiOracle.script(CREDITS));
    List<String> mistakes = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery("SELECT message FROM wrong ORDER BY step, message LIMIT " + SHOWN)) {
      while (row.next()) {
        mistakes.add(row.getString(1));
      }
    }
    return mistakes;
  }
}
