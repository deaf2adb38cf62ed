import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Change events to assessments to tasks, as a Kafka Streams job. Settings come from the environment: BROKERS, PREFIX (of
 * the topics read), OUT (of the topics written, and the application's id), GUARANTEE, COMMIT_MS, HEAP (households that each
 * task keeps unpacked), BATCH_MS (how long households wait to be judged together while many events come; 0: each event), REPARTITION (`yes`: do not rely on the keys that ingest gave), STATE (a folder).
 */
public final class Peer {
  static final ObjectMapper json = new ObjectMapper().registerModule(new BlackbirdModule())
      .setSerializationInclusion(JsonInclude.Include.NON_NULL).configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
      .configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true);
  static final ObjectReader events = json.readerFor(Judge.Event.class);
  static final LongAdder read = new LongAdder(), judged = new LongAdder(), published = new LongAdder();
  static final LongAdder tasks = new LongAdder(), happenings = new LongAdder(), loaded = new LongAdder(), strays = new LongAdder();

  static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  public static void main(String[] args) throws Exception {
    String brokers = setting("BROKERS", "127.0.0.1:9092"), out = setting("OUT", "peer-");
    int partitions = Integer.parseInt(setting("PARTITIONS", "4"));
    boolean repartition = setting("REPARTITION", "no").equals("yes");
    Topics topics = new Topics(setting("PREFIX", "") + "change-events.v1", out + "peer-assessments.v1",
        out + "peer-task-events.v1", out + "peer-coverage.v1", repartition ? out + "peer-by-person.v1" : null,
        repartition ? out + "peer-by-home.v1" : null);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) brokers))) {
      List<String> wantedTopics = new ArrayList<>(List.of(topics.assessments, topics.taskEvents, topics.coverage));
      if (repartition) wantedTopics.addAll(List.of(topics.byPerson, topics.byHome));
      for (String topic : wantedTopics) {
        NewTopic wanted = new NewTopic(topic, topic.equals(topics.coverage) ? 1 : partitions, (short) 1);
        try {
          admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException there) {
          System.err.println(there.getMessage());
        }
      }
    }
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, out + "peer");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, setting("GUARANTEE", StreamsConfig.EXACTLY_ONCE_V2));
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.parseInt(setting("THREADS", "2")));
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Long.parseLong(setting("COMMIT_MS", "500")));
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 128L << 20);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, setting("STATE", System.getProperty("java.io.tmpdir") + "/kafka-streams-peer"));
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, Bounded.class);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 50);
    Topology topology = topology(topics, Integer.parseInt(setting("HEAP", "20000")), Integer.parseInt(setting("BATCH_MS", "0")));
    System.err.println(topology.describe());
    KafkaStreams streams = new KafkaStreams(topology, settings);
    CountDownLatch ended = new CountDownLatch(1);
    streams.setStateListener((now, before) -> {
      System.out.println("{\"state\":\"" + now + "\"}");
      if (now == KafkaStreams.State.ERROR) ended.countDown();
    });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      streams.close();
      say();
      ended.countDown();
    }));
    streams.start();
    while (!ended.await(200, java.util.concurrent.TimeUnit.MILLISECONDS)) say();
  }

  static void say() {
    System.out.println("{\"read\":" + read + ",\"judged\":" + judged + ",\"assessments\":" + published + ",\"tasks\":" + tasks
        + ",\"taskEvents\":" + happenings + ",\"loaded\":" + loaded + ",\"strays\":" + strays + "}");
  }

  record Topics(String changeEvents, String assessments, String taskEvents, String coverage, String byPerson, String byHome) {}

  static Topology topology(Topics topics, int heap, int batchMs) {
    Serde<String> text = Serdes.String();
    Serde<byte[]> bytes = Serdes.ByteArray();
    Topology topology = new Topology();
    topology.addGlobalStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("coverage"), text, text).withLoggingDisabled(),
        "coverage-source", text.deserializer(), text.deserializer(), topics.coverage, "coverage-keeper", CoverageKeeper::new);
    if (topics.byPerson == null) {
      topology.addSource("events", text.deserializer(), bytes.deserializer(), topics.changeEvents);
    } else {
      topology.addSource("keyed", text.deserializer(), bytes.deserializer(), topics.changeEvents);
      topology.addProcessor("by-person", ByPerson::new, "keyed");
      topology.addSink("to-person", topics.byPerson, text.serializer(), bytes.serializer(), "by-person");
      topology.addSource("person", text.deserializer(), bytes.deserializer(), topics.byPerson);
      topology.addProcessor("by-home", ByHome::new, "person");
      topology.addStateStore(cached("placed", text), "by-home");
      topology.addSink("to-home", topics.byHome, text.serializer(), bytes.serializer(), "by-home");
      topology.addSource("events", text.deserializer(), bytes.deserializer(), topics.byHome);
    }
    topology.addProcessor("score", () -> new Score(heap, batchMs), "events");
    // A fact is put once and seldom again, so a record cache before it would only cost; the others are put again and again.
    topology.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("facts"), text, bytes).withCachingDisabled(), "score");
    if (batchMs > 0) topology.addStateStore(cached("awaited", text), "score");
    topology.addStateStore(cached("homes", text), "score");
    topology.addStateStore(cached("members", text), "score");
    topology.addStateStore(cached("rolls", text), "score");
    topology.addStateStore(cached("standings", of(Standing.class)), "score");
    topology.addSink("coverage-sink", topics.coverage, text.serializer(), text.serializer(), "score");
    topology.addSink("assessments", topics.assessments, text.serializer(), of(Judge.Assessment.class).serializer(), "score");
    topology.addSource("judged", text.deserializer(), of(Judge.Assessment.class).deserializer(), topics.assessments);
    topology.addProcessor("alert", Alert::new, "judged");
    topology.addStateStore(cached("cases", of(CaseFile.class)), "alert");
    topology.addSink("task-events", topics.taskEvents, text.serializer(), of(TaskEvent.class).serializer(), "alert");
    return topology;
  }

  static <T> StoreBuilder<KeyValueStore<String, T>> cached(String name, Serde<T> serde) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde).withCachingEnabled();
  }

  static <T> Serde<T> of(Class<T> type) {
    ObjectReader reader = json.readerFor(type);
    ObjectWriter writer = json.writerFor(type);
    Serializer<T> serializer = (topic, value) -> {
      try {
        return value == null ? null : writer.writeValueAsBytes(value);
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    };
    Deserializer<T> deserializer = (topic, data) -> {
      try {
        return data == null ? null : reader.readValue(data);
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    };
    return Serdes.serdeFrom(serializer, deserializer);
  }

  static final class CoverageKeeper implements org.apache.kafka.streams.processor.api.Processor<String, String, Void, Void> {
    private KeyValueStore<String, String> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore("coverage");
    }

    @Override
    public void process(Record<String, String> record) {
      String known = store.get(record.key());
      if (known == null || known.compareTo(record.value()) < 0) store.put(record.key(), record.value());
    }
  }

  /** Where the producer's keys are not to be trusted: brings all that is said of a person to one place. */
  static final class ByPerson extends ContextualProcessor<String, byte[], String, byte[]> {
    @Override
    public void process(Record<String, byte[]> record) {
      try {
        context().forward(record.withKey(((Judge.Event) events.readValue(record.value())).subject));
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }

  /** Sends what is said of a person to the register household that he was last known in. */
  static final class ByHome extends ContextualProcessor<String, byte[], String, byte[]> {
    private KeyValueStore<String, String> placed;

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
      super.init(context);
      placed = context.getStateStore("placed");
    }

    @Override
    public void process(Record<String, byte[]> record) {
      try {
        Judge.Event event = events.readValue(record.value());
        String home = placed.get(record.key());
        String now = event.type == Judge.Type.ResidentRegistered ? event.data.householdNo : home;
        if (now != null && !now.equals(home)) placed.put(record.key(), now);
        context().forward(record.withKey(now == null ? record.key() : now));
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }

  /** What was last said of a household. */
  static final class Standing {
    public int version;
    public String day, level;
    public long said;
  }

  /** A household as it is kept unpacked. */
  record Home(Judge.Household household, Standing[] standing) {}

  /** A household to be judged: on which day, and when the oldest of its events was accepted. */
  record Due(String day, String time, long timestamp) {}

  /** Folds a change event into its person, and judges each household that it touched. */
  static final class Score extends ContextualProcessor<String, byte[], String, Object> {
    private static final int lookEveryMs = 100, fewEvents = 250, mostDue = 40_000;
    private final int heap, batchMs;
    private final Map<String, Due> due = new LinkedHashMap<>();
    private long dueSince, eventsSince;
    private KeyValueStore<String, String> awaited;
    private final Map<String, Home> unpacked;
    private final Map<String, Map<String, String>> coverageOf = new HashMap<>();
    private KeyValueStore<String, byte[]> facts;
    private KeyValueStore<String, String> homes, members, rolls;
    private KeyValueStore<String, Standing> standings;
    private KeyValueStore<String, String> coverage;
    private long coverageRead;

    Score(int heap, int batchMs) {
      this.heap = heap;
      this.batchMs = batchMs;
      this.unpacked = new LinkedHashMap<>(1 << 10, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Home> eldest) {
          return size() > Math.max(heap, 8);
        }
      };
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
      super.init(context);
      unpacked.clear();
      facts = context.getStateStore("facts");
      homes = context.getStateStore("homes");
      members = context.getStateStore("members");
      rolls = context.getStateStore("rolls");
      standings = context.getStateStore("standings");
      coverage = context.getStateStore("coverage");
      due.clear();
      if (batchMs == 0) return;
      awaited = context.getStateStore("awaited");
      try (KeyValueIterator<String, String> all = awaited.all()) {
        all.forEachRemaining(row -> due.put(row.key, new Due(row.value, null, 0)));
      }
      dueSince = context.currentSystemTimeMs();
      context.schedule(java.time.Duration.ofMillis(lookEveryMs), PunctuationType.WALL_CLOCK_TIME, this::judgeDue);
    }

    /** While many events come, households are judged together after a while; else at once. */
    private void judgeDue(long now) {
      long came = eventsSince;
      eventsSince = 0;
      if (due.isEmpty() || (came >= fewEvents && now - dueSince < batchMs && due.size() < mostDue)) return;
      try {
        for (var entry : due.entrySet()) {
          judge(entry.getKey(), entry.getValue());
          awaited.delete(entry.getKey());
        }
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
      due.clear();
    }

    private void toBeJudged(String household, Due asked) {
      Due known = due.get(household);
      if (known == null && due.isEmpty()) dueSince = context().currentSystemTimeMs();
      if (known != null && known.day.compareTo(asked.day) >= 0) return;
      due.put(household, known == null ? asked : new Due(asked.day, known.time, known.timestamp));
      awaited.put(household, asked.day);
    }

    @Override
    public void process(Record<String, byte[]> record) {
      try {
        Judge.Event event = events.readValue(record.value());
        read.increment();
        eventsSince++;
        // A type that came after this job was written.
        if (event.type == null) return;
        if (event.type == Judge.Type.RollDelivered) {
          context().forward(new Record<>(event.feed + "|" + event.subject.substring(7), event.businessday, record.timestamp()), "coverage-sink");
          return;
        }
        if (heap == 0) unpacked.clear();
        Set<String> touched = new LinkedHashSet<>(4);
        apply(event.subject, event, record.value(), touched);
        if (event.type == Judge.Type.MarriageRegistered && event.data.spouse != null) {
          if (homes.get(event.data.spouse) == null) strays.increment();
          else {
            Judge.Event mirrored = events.readValue(record.value());
            mirrored.subject = event.data.spouse;
            mirrored.data.spouse = event.subject;
            apply(mirrored.subject, mirrored, json.writeValueAsBytes(mirrored), touched);
          }
        }
        Due asked = new Due(event.asof, event.time, record.timestamp());
        for (String household : touched)
          if (batchMs == 0) judge(household, asked);
          else toBeJudged(household, asked);
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }

    private void apply(String person, Judge.Event fact, byte[] raw, Set<String> touched) throws IOException {
      String at = homes.get(person);
      Judge.Member member = at == null ? new Judge.Member(person) : home(at).household.members.get(person);
      if (!member.apply(fact)) return;
      facts.put(person + "|" + fact.type + "|" + fact.sourcekey, raw);
      String now = at;
      if (at == null || fact.type == Judge.Type.ResidentRegistered || fact.type == Judge.Type.ResidentMoved
          || fact.type == Judge.Type.AssistanceListed) now = place(member);
      if (!now.equals(at)) {
        if (now.startsWith("~")) strays.increment();
        if (at != null) {
          home(at).household.members.remove(person);
          members.put(at, String.join("\n", home(at).household.members.keySet()));
          touched.add(at);
        }
        home(now).household.members.put(person, member);
        members.put(now, String.join("\n", home(now).household.members.keySet()));
        homes.put(person, now);
      }
      touched.add(now);
    }

    /** By roll (the register household of the first of its people), else by register, else alone. */
    private String place(Judge.Member member) {
      String registerNo = member.registerNo(), rollNo = member.rollNo();
      String alone = registerNo == null ? "~" + member.person : registerNo;
      if (rollNo == null) return alone;
      String known = rolls.get(rollNo);
      if (known != null) return known;
      if (registerNo == null) return rollNo;
      rolls.put(rollNo, registerNo);
      return registerNo;
    }

    private Home home(String id) throws IOException {
      Home known = unpacked.get(id);
      if (known != null) return known;
      Judge.Household household = new Judge.Household(id);
      String persons = members.get(id);
      if (persons != null && !persons.isEmpty())
        for (String person : persons.split("\n")) {
          Judge.Member member = new Judge.Member(person);
          try (KeyValueIterator<String, byte[]> all = facts.prefixScan(person + "|", Serdes.String().serializer())) {
            while (all.hasNext()) member.apply(events.readValue(all.next().value));
          }
          household.members.put(person, member);
          loaded.increment();
        }
      Home home = new Home(household, new Standing[] {standings.get(id)});
      unpacked.put(id, home);
      return home;
    }

    private void judge(String id, Due asked) throws IOException {
      Home home = home(id);
      Standing before = home.standing[0];
      String day = before != null && before.day.compareTo(asked.day) > 0 ? before.day : asked.day;
      Judge.Assessment found = Judge.judge(home.household, day, coverageFor(Judge.regionOf(home.household)), asked.time);
      judged.increment();
      long said = (found.members().hashCode() * 31L + found.unknown().hashCode()) * 31L + found.level().hashCode();
      for (Judge.Fires one : found.fires()) said = (said * 31L + one.hashCode()) * 31L + one.reason().hashCode();
      boolean news = before == null || before.said != said;
      if (!news && before.day.equals(day)) return;
      Standing now = new Standing();
      now.version = (before == null ? 0 : before.version) + (news ? 1 : 0);
      now.day = day;
      now.level = found.level();
      now.said = said;
      home.standing[0] = now;
      standings.put(id, now);
      if (!news) return;
      published.increment();
      context().forward(new Record<>(id, (Object) new Judge.Assessment(found.household(), found.householdNo(), found.region(), day, now.version,
          found.members(), found.fires(), found.unknown(), found.scores(), found.score(), found.level(), found.confidence(),
          found.acceptedAt()), asked.timestamp), "assessments");
    }

    /** The smallest area around the region that a feed was delivered for counts; looked up again every thousand questions. */
    private Map<String, String> coverageFor(String region) {
      if (coverageRead++ % 1_000 == 0) coverageOf.clear();
      return coverageOf.computeIfAbsent(region == null ? "" : region, of -> {
        Map<String, String> days = new HashMap<>();
        try (KeyValueIterator<String, String> all = coverage.all()) {
          while (all.hasNext()) {
            var row = all.next();
            int bar = row.key.indexOf('|');
            String area = row.key.substring(bar + 1).replaceAll("(000)*(00)*$", "");
            if (of.startsWith(area)) days.put(row.key.substring(0, bar), row.value);
          }
        }
        return days;
      });
    }
  }

  static final class Lead {
    public String indicator, person, direction, level, since;
    public boolean cleared;
  }

  static final class Task {
    public String taskId, direction, level, openedOn, dueOn, household;
    public int seq;
    public Map<String, Lead> leads = new TreeMap<>();
  }

  /** A household's open tasks, and what fires. */
  static final class CaseFile {
    public int version;
    public Map<String, Lead> firing = new TreeMap<>();
    public Map<String, Task> tasks = new TreeMap<>();
    public Map<String, Integer> opened = new TreeMap<>();
  }

  record TaskEvent(String taskId, int seq, String at, String day, String by, String type, String household, String householdNo,
      String region, String direction, String level, List<Judge.Fires> leads, String dueOn, Judge.Fires lead, String indicator,
      String person, String why) {}

  /** One task per household and direction, from what begins to fire to what no longer does. */
  static final class Alert extends ContextualProcessor<String, Judge.Assessment, String, TaskEvent> {
    private KeyValueStore<String, CaseFile> cases;

    @Override
    public void init(ProcessorContext<String, TaskEvent> context) {
      super.init(context);
      cases = context.getStateStore("cases");
    }

    @Override
    public void process(Record<String, Judge.Assessment> record) {
      Judge.Assessment found = record.value();
      CaseFile file = cases.get(record.key());
      if (file == null) file = new CaseFile();
      if (found.version() <= file.version) return;
      file.version = found.version();
      Map<String, Lead> firing = new TreeMap<>();
      Map<String, Judge.Fires> verdicts = new HashMap<>();
      for (Judge.Unknown silent : found.unknown())
        file.firing.forEach((key, lead) -> {
          if (lead.indicator.equals(silent.indicator())) firing.put(key, lead);
        });
      for (Judge.Fires one : found.fires()) {
        Lead lead = new Lead();
        lead.indicator = one.indicator();
        lead.person = one.person();
        lead.direction = one.direction();
        lead.level = one.level();
        lead.since = found.day();
        String key = one.indicator() + "/" + one.person();
        firing.put(key, lead);
        verdicts.put(key, one);
      }
      for (String direction : List.of("urgent", "missed", "wrong")) direct(file, direction, firing, verdicts, found, record);
      file.firing = firing;
      cases.put(record.key(), file);
    }

    private void direct(CaseFile file, String direction, Map<String, Lead> firing, Map<String, Judge.Fires> verdicts,
        Judge.Assessment found, Record<String, Judge.Assessment> record) {
      Task task = file.tasks.get(direction);
      List<Judge.Fires> fresh = new ArrayList<>();
      firing.forEach((key, lead) -> {
        Lead before = file.firing.get(key);
        boolean worse = before != null && Judge.LEVELS.indexOf(lead.level) > Judge.LEVELS.indexOf(before.level);
        if (lead.direction.equals(direction) && verdicts.containsKey(key) && (before == null || worse)) fresh.add(verdicts.get(key));
      });
      String level = "none";
      for (Judge.Fires one : fresh) if (Judge.LEVELS.indexOf(one.level()) > Judge.LEVELS.indexOf(level)) level = one.level();
      if (task == null) {
        if (fresh.isEmpty()) return;
        int ordinal = file.opened.merge(direction, 1, Integer::sum);
        task = new Task();
        task.taskId = "T-" + Integer.toHexString(found.household().hashCode()) + "-" + direction.charAt(0) + ordinal;
        task.direction = direction;
        task.level = level;
        task.openedOn = found.day();
        task.dueOn = java.time.LocalDate.parse(found.day()).plusDays(level.equals("red") || level.equals("orange") ? 3 : level.equals("yellow") ? 7 : 20).toString();
        for (Judge.Fires one : fresh) task.leads.put(one.indicator() + "/" + one.person(), firing.get(one.indicator() + "/" + one.person()));
        file.tasks.put(direction, task);
        tasks.increment();
        say(task, "TaskOpened", found, record, fresh, null, null, null);
        return;
      }
      for (Judge.Fires one : fresh) {
        String key = one.indicator() + "/" + one.person();
        boolean joins = task.leads.put(key, firing.get(key)) == null;
        say(task, joins ? "LeadJoined" : "LeadWorsened", found, record, null, one, null, null);
      }
      if (Judge.LEVELS.indexOf(level) > Judge.LEVELS.indexOf(task.level)) {
        task.level = level;
        say(task, "LevelRaised", found, record, null, null, null, null);
      }
      for (String key : List.copyOf(task.leads.keySet()))
        if (!firing.containsKey(key)) say(task, "LeadCleared", found, record, null, null, task.leads.remove(key), null);
      if (!task.leads.isEmpty()) return;
      say(task, "TaskWithdrawn", found, record, null, null, null, found.members().isEmpty() ? "household-gone" : "leads-cleared");
      file.tasks.remove(direction);
    }

    private void say(Task task, String type, Judge.Assessment found, Record<String, Judge.Assessment> record, List<Judge.Fires> leads,
        Judge.Fires lead, Lead cleared, String why) {
      happenings.increment();
      context().forward(new Record<>(found.household(), new TaskEvent(task.taskId, ++task.seq, java.time.Instant.now().toString(), found.day(),
          "system", type, found.household(), found.householdNo(), found.region(), task.direction, task.level, leads, task.dueOn, lead,
          cleared == null ? null : cleared.indicator, cleared == null ? null : cleared.person, why), record.timestamp()));
    }
  }

  /** One bounded block cache and write buffer for all stores, as the Streams guide has it, with Bloom filters. */
  public static final class Bounded implements RocksDBConfigSetter {
    static {
      org.rocksdb.RocksDB.loadLibrary();
    }

    private static final Cache cache = new LRUCache(192L << 20, -1, false, 0.1);
    private static final WriteBufferManager buffers = new WriteBufferManager(96L << 20, cache);
    private static final BloomFilter bloom = new BloomFilter();

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
      BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
      table.setBlockCache(cache);
      table.setFilterPolicy(bloom);
      table.setCacheIndexAndFilterBlocks(true);
      options.setWriteBufferManager(buffers);
      options.setWriteBufferSize(8L << 20);
      options.setTableFormatConfig(table);
    }

    @Override
    public void close(String store, Options options) {}
  }
}
