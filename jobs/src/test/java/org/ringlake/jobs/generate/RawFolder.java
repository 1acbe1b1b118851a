package org.ringlake.jobs.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Generated files as a test sees them, made group by group without Spark. */
record RawFolder(Path root) {

  /** Makes the plan's files, the last group first. */
  static RawFolder of(GenerationPlan plan, Path root) {
    List<PodGroup> groups = PodGroup.of(plan, Pods.of(plan));
    try {
      for (int group = groups.size() - 1; group >= 0; group--) {
        GenerateJob.write(plan, groups.get(group), new Configuration(), root.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RawFolder(root);
  }

  /** Content by path. */
  SortedMap<String, byte[]> bytes() {
    SortedMap<String, byte[]> bytes = new TreeMap<>();
    for (Path file : files(root)) {
      bytes.put(root.relativize(file).toString(), contentOf(file));
    }
    return bytes;
  }

  /** Rows of a feed by column, empty fields null; bad rows too, as far as they have the columns. */
  List<Map<String, String>> rows(RawFeed feed) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Path file : files(root.resolve(feed.folder()))) {
      List<String[]> lines = parser().parseAll(file.toFile());
      for (String[] line : lines.subList(1, lines.size())) {
        rows.add(row(lines.get(0), line));
      }
    }
    return rows;
  }

  /** The rows that are not bad on purpose. */
  List<Map<String, String>> goodRows(RawFeed feed) {
    String key = feed.columns().get(0);
    return rows(feed).stream()
        .filter(row -> row.get(key) != null && !row.get(key).startsWith(Flaw.KEY_PREFIX))
        .toList();
  }

  /** Lines of each file of a feed, by path. */
  SortedMap<String, List<String>> lines(RawFeed feed) {
    SortedMap<String, List<String>> lines = new TreeMap<>();
    for (Path file : files(root.resolve(feed.folder()))) {
      lines.put(
          root.relativize(file).toString(), new String(contentOf(file), UTF_8).lines().toList());
    }
    return lines;
  }

  private static Map<String, String> row(String[] header, String[] line) {
    Map<String, String> row = new HashMap<>();
    for (int column = 0; column < header.length; column++) {
      row.put(header[column], line[column]);
    }
    return row;
  }

  private static CsvParser parser() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    return new CsvParser(settings);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] contentOf(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
