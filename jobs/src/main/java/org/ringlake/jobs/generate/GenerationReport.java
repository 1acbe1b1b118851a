package org.ringlake.jobs.generate;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was written.
 *
 * @param rows rows by feed, headers left out, noise included; a feed without rows is missing
 * @param files number of files
 */
public record GenerationReport(SortedMap<String, Long> rows, int files) implements Serializable {
  public GenerationReport(Map<String, Long> rows, int files) {
    this(new TreeMap<>(rows), files);
  }

  GenerationReport plus(GenerationReport other) {
    Map<String, Long> sum = new TreeMap<>(rows);
    other.rows.forEach((feed, count) -> sum.merge(feed, count, Long::sum));
    return new GenerationReport(sum, files + other.files);
  }
}
