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
package io.github.camelalicom.mns.doctor;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import org.apache.camel.component.extension.verifier.DefaultComponentVerifierExtension;
import org.apache.camel.component.extension.verifier.ResultBuilder;
import org.apache.camel.component.extension.verifier.ResultErrorBuilder;
import org.apache.camel.component.extension.verifier.ResultErrorHelper;

import io.github.camelalicom.mns.doctor.Finding.Status;

/** Camel's way to verify options ahead of use; the doctor does the work. */
public class DoctorVerifierExtension extends DefaultComponentVerifierExtension {

    private static final String MESSAGE_TYPE = "messageType";

    private final BiFunction<String, Map<String, Object>, DoctorReport> doctor;

    /**
     * @param doctor checks an account by message type and options
     */
    public DoctorVerifierExtension(BiFunction<String, Map<String, Object>, DoctorReport> doctor) {
        super("alicom-mns");
        this.doctor = doctor;
    }

    @Override
    protected Result verifyParameters(Map<String, Object> parameters) {
        ResultBuilder result =
                ResultBuilder.withStatusAndScope(Result.Status.OK, Scope.PARAMETERS)
                        .error(ResultErrorHelper.requiresOption(MESSAGE_TYPE, parameters))
                        .error(ResultErrorHelper.requiresOption("queueName", parameters));
        super.verifyParametersAgainstCatalog(result, parameters);
        return result.build();
    }

    @Override
    protected Result verifyConnectivity(Map<String, Object> parameters) {
        ResultBuilder result =
                ResultBuilder.withStatusAndScope(Result.Status.OK, Scope.CONNECTIVITY);
        examine(parameters).findings().stream()
                .filter(finding -> finding.status() == Status.FAILED)
                .forEach(finding -> result.error(error(finding)));
        return result.build();
    }

    private DoctorReport examine(Map<String, Object> parameters) {
        Map<String, Object> options = new HashMap<>(parameters);
        Object messageType = options.remove(MESSAGE_TYPE);
        return doctor.apply(Objects.toString(messageType, null), options);
    }

    private static VerificationError error(Finding finding) {
        return ResultErrorBuilder.withCodeAndDescription(
                        code(finding.check()), finding.text() + ". " + finding.remedy())
                .detail("check", finding.check())
                .build();
    }

    private static VerificationError.Code code(String check) {
        return switch (check) {
            case "options" -> VerificationError.StandardCode.ILLEGAL_PARAMETER_VALUE;
            case "credentials", "token" -> VerificationError.StandardCode.AUTHENTICATION;
            default -> VerificationError.StandardCode.GENERIC;
        };
    }
}
