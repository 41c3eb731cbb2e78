#include "model/fused_functions.h"

#include "model/rotary.h"
#include "tensor/row_kernels.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

namespace tiebreak {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

bool hasKernel(const at::Tensor& x) {
    return x.is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16);
}

/// Calls `work(begin, end)` over rows, in parallel, with a null pointer of the element type first.
template <class Work>
void overRows(const at::Tensor& x, const Work& work) {
    const auto width = std::max<std::int64_t>(1, x.numel() / std::max<std::int64_t>(1, x.size(0)));
    const auto grain = std::max<std::int64_t>(1, 16384 / width);
    at::parallel_for(0, x.size(0), grain, [&](std::int64_t begin, std::int64_t end) {
        if (x.scalar_type() == at::kFloat)
            work(static_cast<float*>(nullptr), begin, end);
        else
            work(static_cast<at::BFloat16*>(nullptr), begin, end);
    });
}

/// Turned heads; `sine` negated turns them back.
at::Tensor turned(const at::Tensor& heads, const at::Tensor& cosine, const at::Tensor& sine) {
    const auto out = heads.clone(at::MemoryFormat::Contiguous); // [N, H, S]
    const auto count = out.size(1), size = out.size(2), dims = cosine.size(1);
    const auto* cosines = cosine.const_data_ptr<float>();
    const auto* sines = sine.const_data_ptr<float>();
    overRows(out, [&]<class T>(T*, std::int64_t begin, std::int64_t end) {
        T* data = out.mutable_data_ptr<T>();
        for (auto i = begin * count; i < end * count; ++i)
            kernels::rotate(data + i * size, cosines + i / count * dims, sines + i / count * dims,
                            dims / 2);
    });
    return out;
}

struct RotateFunction : torch::autograd::Function<RotateFunction> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& heads,
                              const at::Tensor& cosine, const at::Tensor& sine) {
        context->save_for_backward({cosine, sine});
        return turned(heads, cosine, sine);
    }
    static tensor_list backward(AutogradContext* context, const tensor_list& gradients) {
        const auto saved = context->get_saved_variables();
        return {turned(gradients[0], saved[0], saved[1].neg()), at::Tensor(), at::Tensor()};
    }
};

struct SwigluFunction : torch::autograd::Function<SwigluFunction> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& gate,
                              const at::Tensor& up) {
        context->save_for_backward({gate, up});
        auto out = at::empty_like(gate); // [N, F]
        const auto width = gate.size(1);
        overRows(gate, [&]<class T>(T*, std::int64_t begin, std::int64_t end) {
            kernels::swiglu(gate.const_data_ptr<T>() + begin * width,
                            up.const_data_ptr<T>() + begin * width, (end - begin) * width,
                            out.mutable_data_ptr<T>() + begin * width);
        });
        return out;
    }
    static tensor_list backward(AutogradContext* context, const tensor_list& gradients) {
        const auto saved = context->get_saved_variables();
        const auto& gate = saved[0];
        const auto& up = saved[1];
        const auto incoming = gradients[0].contiguous();
        auto toGate = at::empty_like(gate), toUp = at::empty_like(up);
        const auto width = gate.size(1);
        overRows(gate, [&]<class T>(T*, std::int64_t begin, std::int64_t end) {
            const auto first = begin * width;
            kernels::swigluBackward(
                gate.const_data_ptr<T>() + first, up.const_data_ptr<T>() + first,
                incoming.const_data_ptr<T>() + first, (end - begin) * width,
                toGate.mutable_data_ptr<T>() + first, toUp.mutable_data_ptr<T>() + first);
        });
        return {toGate, toUp};
    }
};

/// Σ_n dy · x · rsqrt(…), only where the weight trains. // [D]
at::Tensor normWeightGradient(const at::Tensor& x, const at::Tensor& incoming, double epsilon) {
    const auto wide = x.to(at::kFloat);
    const auto scale = (wide.square().mean(-1, true) + epsilon).rsqrt();
    return (incoming.to(at::kFloat) * wide * scale).sum(0);
}

/// `work` with the weight's values, in float32 or T.
template <class T, class Work>
void withWeight(const at::Tensor& weight, const Work& work) {
    if (weight.scalar_type() == at::kFloat)
        work(weight.const_data_ptr<float>());
    else
        work(weight.const_data_ptr<T>());
}

struct RmsNormFunction : torch::autograd::Function<RmsNormFunction> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                              const at::Tensor& weight, double epsilon) {
        context->save_for_backward({x, weight});
        context->saved_data["epsilon"] = epsilon;
        auto out = at::empty_like(x); // [N, D]
        const auto width = x.size(1);
        overRows(x, [&]<class T>(T*, std::int64_t begin, std::int64_t end) {
            withWeight<T>(weight, [&](const auto* scale) {
                for (auto row = begin; row < end; ++row)
                    kernels::rmsNorm(x.const_data_ptr<T>() + row * width, scale,
                                     static_cast<float>(epsilon), width,
                                     out.mutable_data_ptr<T>() + row * width);
            });
        });
        return out;
    }
    static tensor_list backward(AutogradContext* context, const tensor_list& gradients) {
        const auto saved = context->get_saved_variables();
        const auto& x = saved[0];
        const auto& weight = saved[1];
        const double epsilon = context->saved_data["epsilon"].toDouble();
        const auto incoming = gradients[0].contiguous();
        auto toX = at::empty_like(x);
        const auto width = x.size(1);
        overRows(x, [&]<class T>(T*, std::int64_t begin, std::int64_t end) {
            withWeight<T>(weight, [&](const auto* scale) {
                for (auto row = begin; row < end; ++row)
                    kernels::rmsNormBackward(x.const_data_ptr<T>() + row * width, scale,
                                             incoming.const_data_ptr<T>() + row * width,
                                             static_cast<float>(epsilon), width,
                                             toX.mutable_data_ptr<T>() + row * width);
            });
        });
        const auto toWeight =
            context->needs_input_grad(1)
                ? normWeightGradient(x, incoming, epsilon).to(weight.scalar_type())
                : at::Tensor();
        return {toX, toWeight, at::Tensor()};
    }
};

} // namespace

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
    if (!hasKernel(x))
        return at::rms_norm(x.to(weight.scalar_type()), {x.size(1)}, weight, epsilon)
            .to(x.scalar_type());
    return RmsNormFunction::apply(x.contiguous(), weight.contiguous(), epsilon);
}

at::Tensor swiglu(const at::Tensor& gate, const at::Tensor& up) {
    if (!hasKernel(gate))
        return at::silu(gate) * up;
    return SwigluFunction::apply(gate.contiguous(), up.contiguous());
}

at::Tensor rotateHeads(const at::Tensor& heads, const at::Tensor& cosine, const at::Tensor& sine) {
    if (!hasKernel(heads))
        return rotate(heads, cosine, sine);
    return RotateFunction::apply(heads, cosine.contiguous(), sine.contiguous());
}

} // namespace tiebreak
