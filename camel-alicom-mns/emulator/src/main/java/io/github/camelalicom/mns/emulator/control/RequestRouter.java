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
package io.github.camelalicom.mns.emulator.control;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;

/** Routes each request: to the page, to the control API, or to the emulated services. */
public final class RequestRouter implements Service {

    private final Service page = new PageService();
    private final Service control;
    private final Service services;

    public RequestRouter(ControlApi control, Service services) {
        this.control = control;
        this.services = services;
    }

    @Override
    public Answer answer(Request request) {
        if (PageService.isFor(request)) {
            return page.answer(request);
        }
        return request.rawPath().startsWith(ControlApi.ROOT)
                ? control.answer(request)
                : services.answer(request);
    }
}
