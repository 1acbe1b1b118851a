package org.ringlake.jobs.world;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Deals a feed's rows out to files, no two of which look alike. */
final class CsvFiles {
  private static final String UNKNOWN_COLUMN = "note";

  private final Dice dice;

  CsvFiles(Dice dice) {
    this.dice = dice;
  }

  /**
   * Files of random size, order, columns, line ends and compression.
   *
   * @param required columns that every file has, even where no row has a value
   */
  List<RawFile> of(String feed, List<RawRow> rows, List<String> required, int count) {
    List<List<RawRow>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    for (RawRow row : rows) {
      dice.of(parts).add(row);
    }
    List<RawFile> files = new ArrayList<>();
    for (List<RawRow> part : parts) {
      if (!part.isEmpty()) {
        Collections.shuffle(part, dice.random());
        part.sort(Comparator.comparing(row -> row.damage() == Damage.UNCLOSED_QUOTE));
        files.add(file(feed, part, required));
      }
    }
    return files;
  }

  private RawFile file(String feed, List<RawRow> rows, List<String> required) {
    boolean isCompressed = dice.chance(0.25);
    String path =
        feed
            + dice.of("/", "/2025/", "/from dialler/")
            + "%08x".formatted(dice.random().nextInt())
            + (isCompressed ? ".csv.gz" : ".csv");
    byte[] text = text(rows, header(rows, required));
    return new RawFile(feed, path, isCompressed ? compressed(text) : text, rows.size());
  }

  private List<String> header(List<RawRow> rows, List<String> required) {
    Set<String> columns = new LinkedHashSet<>(required);
    for (RawRow row : rows) {
      for (String column : row.cells().keySet()) {
        if (row.has(column)) {
          columns.add(column);
        }
      }
    }
    if (dice.chance(0.2)) {
      columns.add(UNKNOWN_COLUMN);
    }
    List<String> header = new ArrayList<>(columns);
    Collections.sort(header);
    Collections.shuffle(header, dice.random());
    return header;
  }

  private byte[] text(List<RawRow> rows, List<String> header) {
    String lineEnd = dice.chance(0.3) ? "\r\n" : "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (dice.chance(0.2)) {
      bytes.writeBytes("\ufeff".getBytes(StandardCharsets.UTF_8));
    }
    bytes.writeBytes((String.join(",", header) + lineEnd).getBytes(StandardCharsets.UTF_8));
    for (RawRow row : rows) {
      bytes.writeBytes(line(row, header));
      bytes.writeBytes(lineEnd.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private byte[] line(RawRow row, List<String> header) {
    List<String> fields = new ArrayList<>();
    for (String column : header) {
      fields.add(field(column.equals(UNKNOWN_COLUMN) ? "x" : row.text(column)));
    }
    switch (row.damage()) {
      case FIELD_TOO_FEW -> fields.remove(fields.size() - 1);
      case FIELD_TOO_MANY -> fields.add("surplus");
      case UNCLOSED_QUOTE -> fields.set(fields.size() - 1, "\"never closed");
      default -> {}
    }
    byte[] line = String.join(",", fields).getBytes(StandardCharsets.UTF_8);
    return row.damage() == Damage.INVALID_UTF8 ? withInvalidByte(line) : line;
  }

  private String field(String value) {
    if (value.contains(",") || value.contains("\"") || dice.chance(0.1)) {
      return '"' + value.replace("\"", "\"\"") + '"';
    }
    return value;
  }

  /** The line with one more byte in its first field, which no UTF-8 text has. */
  private static byte[] withInvalidByte(byte[] line) {
    int at = line[0] == '"' ? 1 : 0;
    byte[] damaged = new byte[line.length + 1];
    System.arraycopy(line, 0, damaged, 0, at);
    damaged[at] = (byte) 0xFF;
    System.arraycopy(line, at, damaged, at + 1, line.length - at);
    return damaged;
  }

  private static byte[] compressed(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot compress in memory", e);
    }
    return bytes.toByteArray();
  }
}
