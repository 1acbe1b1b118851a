package org.ringlake.jobs.invariants;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.lake.Views;
import org.ringlake.jobs.world.World;

/**
 * What readers find in a lake's tables of facts: names beginning with _ are internal. Of the views
 * over the cells of KPIs, only the cells are looked at.
 */
final class LakeContents {
  private static final Set<String> FACTS =
      Set.of(TableName.SILVER, TableName.REJECTED, TableName.GOLD);

  /** Rows that are read faster without Spark. */
  private static final int FEW = 4_000;

  private LakeContents() {}

  /** Holds when readers find the same rows in the same tables, and there is something to find. */
  static void assertSame(Lake expected, Lake actual, World world) {
    Map<String, List<String>> expectedRows = of(expected);
    Map<String, List<String>> actualRows = of(actual);
    assertThat(expectedRows)
        .hasEntrySatisfying("silver.calls", rows -> assertThat(rows).isNotEmpty())
        .hasEntrySatisfying("rejected.calls", rows -> assertThat(rows).isNotEmpty())
        .hasEntrySatisfying(Views.SOURCE.toString(), rows -> assertThat(rows).isNotEmpty());
    assertThat(actualRows.keySet()).as(world.toString()).isEqualTo(expectedRows.keySet());
    expectedRows.forEach(
        (table, rows) ->
            assertThat(actualRows.get(table))
                .as("%s of %s", table, world)
                .containsExactlyElementsOf(rows));
  }

  /** The rows of every silver, rejected and gold table as sorted texts, by table. */
  static Map<String, List<String>> of(Lake lake) {
    Map<String, List<String>> rows = new TreeMap<>();
    Dataset<Row> all = null;
    for (TableName table : lake.tables()) {
      if (FACTS.contains(table.layer()) && (!table.isInternal() || table.equals(Views.SOURCE))) {
        rows.put(table.toString(), new ArrayList<>());
        Dataset<Row> texts =
            lake.readSmall(table, FEW)
                .transform(LakeContents::withoutInternalColumns)
                .select(lit(table.toString()), to_json(struct(col("*"))));
        all = all == null ? texts : all.union(texts);
      }
    }
    if (all != null) {
      all.collectAsList().forEach(row -> rows.get(row.getString(0)).add(row.getString(1)));
    }
    rows.values().forEach(texts -> texts.sort(null));
    return rows;
  }

  private static Dataset<Row> withoutInternalColumns(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(rows.columns())
            .filter(column -> !column.startsWith("_"))
            .map(column -> col('`' + column + '`'))
            .toArray(Column[]::new));
  }
}
