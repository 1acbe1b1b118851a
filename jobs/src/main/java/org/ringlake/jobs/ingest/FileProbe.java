package org.ringlake.jobs.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.ringlake.feed.FileFormat;
import org.ringlake.feed.ReaderOptions;

/**
 * Looks once through every byte of new files, on the executors: what they are, how many rows they
 * hold, and whether they can be read at all.
 */
final class FileProbe implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 18;
  private static final int MANY = 10_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** First lines of documents written over many lines. */
  private static final Set<String> OPENING = Set.of("{", "[", "[{");

  private final SerializableConfiguration hadoop;

  FileProbe(SerializableConfiguration hadoop) {
    this.hadoop = hadoop;
  }

  /** A file and how its source says it is to be read. */
  record Request(
      InboxFile file,
      FileFormat format,
      boolean header,
      boolean multiLine,
      char quote,
      char escape,
      String encoding)
      implements Serializable {

    static Request of(InboxFile file, ReaderOptions options) {
      return new Request(
          file,
          options.format(),
          options.header(),
          options.multiLine(),
          character(options.quote()),
          character(options.escape()),
          options.encoding());
    }

    private static char character(String text) {
      return text.isEmpty() ? TextCounter.NO_QUOTE : text.charAt(0);
    }
  }

  /** Probes files, in the order given. */
  List<ProbedFile> probe(JavaSparkContext spark, List<Request> requests) {
    int tasks = Math.min(Math.max(requests.size(), 1), MANY);
    return spark.parallelize(requests, tasks).map(this::probe).collect();
  }

  ProbedFile probe(Request request) throws IOException {
    InboxFile file = request.file();
    FileFormat format = format(file.path(), request.format());
    MessageDigest digest = sha256();
    Path path = new Path(file.path());
    if (path.getName().contains(":")) {
      digest.update(file.name().getBytes(StandardCharsets.UTF_8));
      return Findings.refused("its name holds a colon, with which Spark opens no file; rename it")
          .of(file, HexFormat.of().formatHex(digest.digest()), format);
    }
    FileSystem files = path.getFileSystem(hadoop.value());
    try (DigestInputStream in = new DigestInputStream(files.open(path), digest)) {
      Findings findings;
      try {
        findings = findings(request, format, in);
      } catch (IOException | RuntimeException e) {
        if (format == FileFormat.CSV && Compression.of(file.path()) == Compression.NONE) {
          throw e;
        }
        findings = Findings.refused(unreadable(file, format, e));
      }
      drain(in);
      String fileId = HexFormat.of().formatHex(digest.digest());
      return findings.of(file, fileId, format);
    } catch (FileNotFoundException e) {
      return Findings.refused("it is gone").of(file, "", format);
    }
  }

  private Findings findings(Request request, FileFormat format, InputStream in) throws IOException {
    if (format == null) {
      return Findings.refused(
          "its ending is none of csv, tsv, txt, json, jsonl, ndjson, parquet (each also with .gz or"
              + " .zst); rename it, or declare reader.format for its source");
    }
    return switch (format) {
      case PARQUET -> parquet(request.file());
      case JSON -> json(request, text(request, in));
      default -> csv(request, text(request, in));
    };
  }

  private Findings parquet(InboxFile file) throws IOException {
    HadoopInputFile input = HadoopInputFile.fromPath(new Path(file.path()), hadoop.value());
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      return new Findings(
          false,
          "",
          reader.getRecordCount(),
          schema.toString(),
          ParquetSchema.unreadable(schema).orElse(null));
    }
  }

  private static Findings csv(Request request, TextCounter text) {
    String refusal =
        request.multiLine() && !text.hasPairedQuotes() ? "a quote in it is never closed" : null;
    String first = firstLine(text, request);
    if (refusal == null && request.header() && first.isBlank()) {
      refusal = "it is empty: there is not even a line that names the columns";
    }
    return new Findings(false, first, text.lines(), null, refusal);
  }

  private Findings json(Request request, TextCounter text) throws IOException {
    String first = firstLine(text, request);
    Findings lines = new Findings(false, first, text.lines(), null, null);
    if (text.lines() == 0 || (!request.multiLine() && isRecord(first, text.lines() > 1))) {
      return lines;
    }
    try (InputStream in = open(request.file());
        JsonParser parser = parser(in, request.encoding())) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null
          ? new Findings(true, "", 0, null, null)
          : Findings.refused("it holds more than one JSON document; write one a line");
    } catch (JsonProcessingException e) {
      if (request.multiLine() || text.lines() == 1 || OPENING.contains(first.strip())) {
        throw e;
      }
      return lines;
    }
  }

  /** UTF-8 is read with its byte order mark, other encodings as they are declared. */
  private static JsonParser parser(InputStream in, String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    return charset.equals(StandardCharsets.UTF_8)
        ? new JsonFactory().createParser(in)
        : new JsonFactory().createParser(new InputStreamReader(in, charset));
  }

  /**
   * Whether the first line is a JSON value of its own, so that the file is one record a line; an
   * array that is all of its file is a document.
   */
  private static boolean isRecord(String line, boolean hasMore) {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      return (isObject || hasMore) && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private InputStream open(InboxFile file) throws IOException {
    Path path = new Path(file.path());
    return Compression.of(file.path()).unpacked(path.getFileSystem(hadoop.value()).open(path));
  }

  private static TextCounter text(Request request, InputStream in) throws IOException {
    TextCounter counter = new TextCounter(request.quote(), request.escape());
    InputStream unpacked = Compression.of(request.file().path()).unpacked(in);
    byte[] buffer = new byte[BUFFER];
    for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
      counter.add(buffer, read);
    }
    counter.end();
    return counter;
  }

  private static String firstLine(TextCounter text, Request request) {
    String line = new String(text.firstLine(), Charset.forName(request.encoding()));
    return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    int read = in.read(buffer);
    while (read >= 0) {
      read = in.read(buffer);
    }
  }

  private static String unreadable(InboxFile file, FileFormat format, Exception e) {
    if (format == FileFormat.PARQUET) {
      return "it is no Parquet file, or a damaged one";
    }
    boolean isPlain = Compression.of(file.path()) == Compression.NONE;
    if (e instanceof JsonProcessingException || isPlain) {
      return "it is no JSON document, or a damaged one";
    }
    String packing = Compression.of(file.path()).name().toLowerCase(java.util.Locale.ROOT);
    return "its %s data are cut off or damaged".formatted(packing);
  }

  static FileFormat format(String path, FileFormat declared) {
    if (declared != FileFormat.AUTO) {
      return declared;
    }
    String name = Compression.of(path).stripped(path);
    return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT)) {
      case "csv", "tsv", "txt" -> FileFormat.CSV;
      case "json", "jsonl", "ndjson" -> FileFormat.JSON;
      case "parquet" -> FileFormat.PARQUET;
      default -> null;
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  private record Findings(
      boolean isDocument, String firstLine, long lines, String schema, String refusal) {
    static Findings refused(String why) {
      return new Findings(false, "", 0, null, why);
    }

    ProbedFile of(InboxFile file, String fileId, FileFormat format) {
      return new ProbedFile(file, fileId, format, isDocument, firstLine, lines, schema, refusal);
    }
  }
}
