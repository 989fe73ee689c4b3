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
package io.github.camelalicom.mns.site;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page of the site.
 *
 * @param source its file in the repository
 * @param target its file in the site
 * @param title its title, as text
 * @param body what stands below the title
 */
record Page(String source, String target, String title, Element body) {

    static Page ofHtml(String source, String target, String title, String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        return new Page(source, target, Jsoup.parse(title).text(), document.body());
    }

    /** A file that is shown as it is. */
    static Page ofText(String source, String target, String text) {
        Page page = ofHtml(source, target, source, "<div class=\"listingblock\"><pre></pre></div>");
        page.body().selectFirst("pre").text(text);
        return page;
    }

    Language language() {
        return Language.of(target);
    }

    boolean isForContributors() {
        return target.startsWith("contributing/");
    }
}
