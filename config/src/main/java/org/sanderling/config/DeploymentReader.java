package org.sanderling.config;

import java.nio.file.Path;
import java.util.Map;
import org.sanderling.config.YamlNode.Mapping;

/**
 * Reads and checks a deployment: {@code config/deployments/*.yaml}, reference in {@code docs/deployment.md}.
 *
 * <p>Every method throws {@link ConfigException} with one line, {@code file:line: key: what is wrong; allowed: …}, or
 * {@code --set key: …} for an override. Relative paths inside a deployment start from the project's home:
 * {@link ProjectHome#directory()} unless another is given.
 */
public final class DeploymentReader {
    private DeploymentReader() {}

    public static Deployment read(Path file) {
        return read(file, Map.of());
    }

    /** @param overrides values by dotted key, as {@code --set} gives them; later keys win */
    public static Deployment read(Path file, Map<String, String> overrides) {
        return read(file, overrides, ProjectHome.directory());
    }

    /** @param home folder that relative paths start from */
    public static Deployment read(Path file, Map<String, String> overrides, Path home) {
        return build(YamlTree.read(file), file, overrides, home);
    }

    /**
     * Reads a deployment that a recording carries.
     *
     * @param yamlText the deployment
     * @param nameForErrors what errors call it
     */
    public static Deployment parse(String yamlText, Path nameForErrors, Map<String, String> overrides) {
        return parse(yamlText, nameForErrors, overrides, ProjectHome.directory());
    }

    /** @param home folder that relative paths start from */
    public static Deployment parse(String yamlText, Path nameForErrors, Map<String, String> overrides, Path home) {
        return build(YamlTree.parse(yamlText, nameForErrors), nameForErrors, overrides, home);
    }

    private static Deployment build(Mapping root, Path file, Map<String, String> overrides, Path home) {
        DeploymentValues values = DeploymentWalk.walk(DeploymentOverrides.apply(root, overrides));
        DeploymentRules.check(values);
        return new DeploymentBuilder(values, home).build(file);
    }
}
