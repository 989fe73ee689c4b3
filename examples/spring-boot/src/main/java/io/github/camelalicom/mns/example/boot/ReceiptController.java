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
package io.github.camelalicom.mns.example.boot;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the newest rows. */
@RestController
class ReceiptController {

    private static final int SHOWN = 20;

    private final ReceiptTable table;

    ReceiptController(ReceiptTable table) {
        this.table = table;
    }

    @GetMapping("/receipts")
    List<ReceiptTable.Row> latest() {
        return table.latest(SHOWN);
    }
}
