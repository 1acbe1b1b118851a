package org.ringlake.jobs.world;

import java.util.List;

/** What the makers of a world's feeds share. */
record Materials(
    Dice dice, Clock clock, Phones phones, People people, Versions versions, BadRows bad) {

  List<RawFile> files(String feed, List<RawRow> rows, List<String> required, int count) {
    return new CsvFiles(dice).of(feed, rows, required, count);
  }
}
