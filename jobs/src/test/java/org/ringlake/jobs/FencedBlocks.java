package org.ringlake.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands between fences in the project's Markdown files. */
public final class FencedBlocks {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\n(.*?)^\\1```$");

  private FencedBlocks() {}

  /**
   * The blocks of a file in their order, less the indentation of their fences.
   *
   * @param language that the fence names; empty for none
   */
  public static List<String> of(String file, String language) {
    try {
      return BLOCK
          .matcher(Files.readString(PROJECT.resolve(file)))
          .results()
          .filter(block -> block.group(2).equals(language))
          .map(FencedBlocks::content)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(MatchResult block) {
    return block.group(3).replaceAll("(?m)^" + block.group(1), "");
  }
}
