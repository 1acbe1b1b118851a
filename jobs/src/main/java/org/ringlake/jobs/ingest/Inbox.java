package org.ringlake.jobs.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ringlake.feed.SourceMapping;

/** The folder files arrive in, one folder below it per source. */
public final class Inbox {
  /** Names that a writer uses until a file is whole. */
  private static final Pattern UNFINISHED =
      Pattern.compile("[._].*|.*(~|\\.(tmp|temp|part|partial|crdownload|filepart))");

  private final Configuration hadoop;
  private final Path root;

  public Inbox(Configuration hadoop, String root) {
    this.hadoop = hadoop;
    this.root = new Path(root);
  }

  /** Every finished-looking file of these sources, by name; a file may belong to several. */
  Listing list(List<SourceMapping> sources) {
    List<InboxFile> found = new ArrayList<>();
    try {
      FileSystem files = root.getFileSystem(hadoop);
      Path qualified = files.makeQualified(root);
      for (SourceMapping source : sources) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + source.files());
        collect(files, qualified, new Path(qualified, source.folder()), source, matcher, found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the inbox at " + root, e);
    }
    found.sort(Comparator.comparing(InboxFile::name).thenComparing(InboxFile::source));
    return new Listing(found);
  }

  private static void collect(
      FileSystem files,
      Path inbox,
      Path folder,
      SourceMapping source,
      PathMatcher matcher,
      List<InboxFile> found)
      throws IOException {
    for (FileStatus status : children(files, folder)) {
      String name = status.getPath().getName();
      if (UNFINISHED.matcher(name).matches()) {
        continue;
      }
      if (status.isDirectory()) {
        collect(files, inbox, status.getPath(), source, matcher, found);
      } else if (matcher.matches(java.nio.file.Path.of(name))) {
        String sourceName = source.name();
        found.add(
            new InboxFile(
                sourceName,
                status.getPath().toString(),
                inbox.toUri().relativize(status.getPath().toUri()).getPath(),
                status.getLen(),
                status.getModificationTime()));
      }
    }
  }

  private static FileStatus[] children(FileSystem files, Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** What was in the inbox at one moment. */
  public record Listing(List<InboxFile> files) {
    public Listing {
      files = List.copyOf(files);
    }

    /** The files that a later listing shows unchanged: nobody is writing to them. */
    Listing unchangedIn(Listing later) {
      Map<String, InboxFile> now =
          later.files.stream()
              .collect(
                  Collectors.toMap(file -> file.source() + "|" + file.path(), Function.identity()));
      return new Listing(
          files.stream()
              .filter(file -> file.equals(now.get(file.source() + "|" + file.path())))
              .toList());
    }
  }
}
