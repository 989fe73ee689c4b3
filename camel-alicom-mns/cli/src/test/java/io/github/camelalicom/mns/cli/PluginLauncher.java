/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns.cli;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.stream.Stream;

import org.apache.camel.dsl.jbang.core.common.Plugin;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Loads the plugin as Camel's CLI loads one that it downloads: by a class loader of its own. */
final class PluginLauncher {

    private PluginLauncher() {}

    /** Arguments: the class path of the plugin, and those of the command. */
    public static void main(String[] arguments) throws Exception {
        CommandLine camel = new CommandLine(CommandSpec.create().name("camel"));
        plugin(arguments[0]).customize(camel, null);
        System.exit(camel.execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }

    private static Plugin plugin(String classPath) throws Exception {
        URL[] urls =
                Stream.of(classPath.split(File.pathSeparator))
                        .map(PluginLauncher::url)
                        .toArray(URL[]::new);
        return (Plugin)
                new URLClassLoader(urls, PluginLauncher.class.getClassLoader())
                        .loadClass("io.github.camelalicom.mns.cli.AlicomPlugin")
                        .getConstructor()
                        .newInstance();
    }

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
