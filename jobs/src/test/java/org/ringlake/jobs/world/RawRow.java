package org.ringlake.jobs.world;

import java.util.LinkedHashMap;
import java.util.Map;

/** One line of a raw file: its values as text, empty for none. */
record RawRow(Map<String, String> cells, Damage damage) {

  RawRow {
    cells = Map.copyOf(cells);
  }

  /** A row from column, value, column, value… */
  static RawRow of(String... columnsAndValues) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      cells.put(columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return new RawRow(cells, Damage.NONE);
  }

  String text(String column) {
    return cells.getOrDefault(column, "");
  }

  boolean has(String column) {
    return !text(column).isEmpty();
  }

  RawRow with(String column, String value) {
    Map<String, String> changed = new LinkedHashMap<>(cells);
    changed.put(column, value);
    return new RawRow(changed, damage);
  }

  RawRow damaged(Damage how) {
    return new RawRow(cells, how);
  }
}
