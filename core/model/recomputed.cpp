#include "model/recomputed.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <mutex>
#include <torch/csrc/autograd/custom_function.h>

namespace tiebreak {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;
using Segment = std::function<at::Tensor(const at::Tensor&)>;

at::Generator generatorOf(c10::Device device) {
    return at::globalContext().defaultGenerator(device);
}

/// Dropout inside a segment has to fall on the same units both times.
class RandomStateScope {
public:
    RandomStateScope(c10::Device device, const at::Tensor& state)
        : m_generator(generatorOf(device))
        , m_before(m_generator.get_state()) {
        m_generator.set_state(state);
    }
    ~RandomStateScope() { m_generator.set_state(m_before); }
    RandomStateScope(const RandomStateScope&) = delete;
    RandomStateScope& operator=(const RandomStateScope&) = delete;

private:
    at::Generator m_generator;
    at::Tensor m_before;
};

struct RecomputeFunction : torch::autograd::Function<RecomputeFunction> {
    struct Held : torch::CustomClassHolder {
        Segment segment;
        at::Tensor state;
        explicit Held(Segment call, at::Tensor random)
            : segment(std::move(call))
            , state(std::move(random)) {}
    };

    static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                              c10::intrusive_ptr<Held> held) {
        context->save_for_backward({x});
        context->saved_data["held"] = c10::IValue::make_capsule(held);
        const c10::NoGradGuard guard;
        return held->segment(x);
    }

    static tensor_list backward(AutogradContext* context, const tensor_list& gradients) {
        const auto x = context->get_saved_variables()[0];
        const auto held =
            c10::static_intrusive_pointer_cast<Held>(context->saved_data["held"].toCapsule());
        const at::Tensor leaf = x.detach().set_requires_grad(true);
        const c10::AutoGradMode mode(true);
        const RandomStateScope random(x.device(), held->state);
        held->segment(leaf).backward(gradients[0]);
        return {leaf.grad(), at::Tensor()};
    }
};

} // namespace

at::Tensor recomputed(Segment segment, const at::Tensor& x) {
    // Without a history of its input the function would not be called on the way back.
    const at::Tensor input = x.requires_grad() ? x : x.detach().set_requires_grad(true);
    auto held = c10::make_intrusive<RecomputeFunction::Held>(std::move(segment),
                                                             generatorOf(x.device()).get_state());
    return RecomputeFunction::apply(input, std::move(held));
}

} // namespace tiebreak
