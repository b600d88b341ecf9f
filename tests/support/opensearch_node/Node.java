import java.util.ArrayList;
import java.util.List;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node of a cluster on loopback: {@code Node NUMBER FOLDER HTTP-PORT TRANSPORT-PORT...}. */
public class Node {
    public static void main(String[] args) throws Exception {
        int number = Integer.parseInt(args[0]);
        List<String> seeds = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 3; i < args.length; i++) {
            seeds.add("127.0.0.1:" + args[i]);
            names.add("node-" + (i - 2));
        }
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((unused, settings) -> {
            settings.put("node.name", "node-" + number);
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", args[2]);
            settings.put("transport.port", args[2 + number]);
            settings.putList("discovery.seed_hosts", seeds);
            settings.putList("cluster.initial_cluster_manager_nodes", names);
            // A machine that runs tests may be short of space; the tests need little.
            settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
            // A node that was killed comes back in seconds: its copies need not be made elsewhere.
            settings.put("cluster.routing.allocation.node_concurrent_recoveries", "8");
        });
        runner.build(OpenSearchRunner.newConfigs()
                .clusterName("heritage-test").numOfNode(1).basePath(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                runner.close();
            } catch (Exception ignored) {
                // The folder is thrown away in any case.
            }
        }));
        Thread.currentThread().join();
    }
}
