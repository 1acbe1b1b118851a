package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.feed.Exclusion;
import org.ringlake.feed.SourceMapping;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.Passage;

/** The rows of one feed that rows of other feeds name as gone ({@link Exclusion}). */
final class Exclusions {
  private static final String LISTED = "__listed";

  private final Lake lake;
  private final List<SourceMapping> sources;

  Exclusions(Lake lake, List<SourceMapping> sources) {
    this.lake = lake;
    this.sources = List.copyOf(sources);
  }

  /** Whether any row can be named as gone. */
  boolean areAny() {
    return sources.stream().anyMatch(source -> !source.exclude().isEmpty());
  }

  /** The keys of the versions that are named as gone. */
  List<Dataset<Row>> keys(Dataset<Row> versions) {
    List<Dataset<Row>> keys = new ArrayList<>();
    for (SourceMapping source : sources) {
      for (Exclusion exclusion : source.exclude()) {
        keys.add(
            versions
                .filter(col(Passage.SOURCE).equalTo(source.name()))
                .join(listed(exclusion), col(exclusion.column()).equalTo(col(LISTED)), "left_semi")
                .select(Passage.KEY_HASH));
      }
    }
    return keys;
  }

  /** Without the rows that other feeds name as gone. */
  Dataset<Row> onlyKept(Dataset<Row> newest) {
    Dataset<Row> kept = newest;
    for (SourceMapping source : sources) {
      for (Exclusion exclusion : source.exclude()) {
        if (lake.exists(TableName.silver(exclusion.feed()))) {
          Column isListed =
              col(Passage.SOURCE)
                  .equalTo(source.name())
                  .and(col(exclusion.column()).equalTo(col(LISTED)));
          kept = kept.join(listed(exclusion), isListed, "left_anti");
        }
      }
    }
    return kept;
  }

  private Dataset<Row> listed(Exclusion exclusion) {
    return lake.readSmall(TableName.silver(exclusion.feed()), SilverTable.FEW)
        .select(col(exclusion.listedIn()).as(LISTED))
        .distinct();
  }
}
