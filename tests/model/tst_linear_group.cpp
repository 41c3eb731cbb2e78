// Layers that read one input, taken together: results and every gradient as when each is taken
// alone.
#include "model/linear_group.h"
#include "model/linear_product.h"

#include <ATen/ATen.h>
#include <QTest>
#include <c10/core/GradMode.h>

using namespace tiebreak;

namespace {

constexpr double kSame = 1e-5; ///< float32, sums in another order, of numbers near 1

Linear layer(std::int64_t in, std::int64_t out, std::int64_t rank, double scale, bool bias) {
    Linear linear;
    linear.weight = at::randn({out, in}) / 4;
    if (bias)
        linear.bias = at::randn({out});
    linear.adapter = LowRankAdapter{at::randn({rank, in}).set_requires_grad(true),
                                    at::randn({out, rank}).set_requires_grad(true), scale, 0};
    return linear;
}

/// h = W x + b + scale · B A x, from LibTorch's own differentiable operations.
at::Tensor written(const Linear& linear, const at::Tensor& x) {
    const auto inner = at::matmul(x, linear.adapter->a.t());
    auto y = at::matmul(x, linear.weight.t()) +
             at::matmul(inner, linear.adapter->b.t()) * linear.adapter->scale;
    return linear.bias.defined() ? y + linear.bias : y;
}

double difference(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

std::vector<at::Tensor> takeGradients(const at::Tensor& x, const std::vector<Linear>& layers) {
    std::vector<at::Tensor> gradients{x.grad().clone()};
    x.mutable_grad().reset();
    for (const auto& linear : layers)
        for (const auto& weight : {linear.adapter->a, linear.adapter->b}) {
            gradients.push_back(weight.grad().clone());
            weight.mutable_grad().reset();
        }
    return gradients;
}

} // namespace

class TestLinearGroup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        at::manual_seed(5);
        m_layers = {layer(6, 5, 2, 0.5, true), layer(6, 4, 3, 2.0, false)};
        m_x = at::randn({7, 6}).set_requires_grad(true);
        m_seeds = {at::randn({7, 5}), at::randn({7, 4})};
    }

    void resultsAndGradients_areThoseOfEachAlone() {
        const auto together = forwardTogether(m_x, {&m_layers[0], &m_layers[1]}, true, true);
        at::Tensor objective;
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(difference(together[i], written(m_layers[i], m_x)) < kSame);
            const auto part = (together[i] * m_seeds[i]).sum();
            objective = objective.defined() ? objective + part : part;
        }
        objective.backward();
        const auto found = takeGradients(m_x, m_layers);
        compareWithWritten(found, kSame);
    }

    void twin_anotherScaleIsNoticed() {
        const auto together = forwardTogether(m_x, {&m_layers[0], &m_layers[1]}, true, true);
        ((together[0] * m_seeds[0]).sum() + (together[1] * m_seeds[1]).sum()).backward();
        const auto found = takeGradients(m_x, m_layers);
        m_layers[1].adapter->scale *= 1.01;
        QVERIFY(difference(together[1], written(m_layers[1], m_x)) > 10 * kSame);
        QVERIFY(largestError(found) > 10 * kSame);
    }

    void largeLayers_haveTheSameNumbers() { // they go through oneDNN
        m_layers = {layer(256, 300, 2, 0.5, true), layer(256, 256, 3, 2.0, false)};
        m_x = at::randn({7, 256}).set_requires_grad(true);
        m_seeds = {at::randn({7, 300}) / 16, at::randn({7, 256}) / 16};
        const auto together = forwardTogether(m_x, {&m_layers[0], &m_layers[1]}, true, true);
        ((together[0] * m_seeds[0]).sum() + (together[1] * m_seeds[1]).sum()).backward();
        compareWithWritten(takeGradients(m_x, m_layers), 10 * kSame);
    }

    void trainedWeights_getTheirGradients() {
        const auto weight = (at::randn({256, 300}) / 16).set_requires_grad(true);
        const auto bias = at::randn({256}).set_requires_grad(true);
        const auto x = at::randn({5, 300}).set_requires_grad(true);
        const auto seed = at::randn({5, 256});
        (linearProduct(x, weight, bias) * seed).sum().backward();
        const std::vector<at::Tensor> found{x.grad().clone(), weight.grad().clone(),
                                            bias.grad().clone()};
        for (const auto& tensor : {x, weight, bias})
            tensor.mutable_grad().reset();
        ((at::matmul(x, weight.t()) + bias) * seed).sum().backward();
        QVERIFY(difference(found[0], x.grad()) < 10 * kSame);
        QVERIFY(difference(found[1], weight.grad()) < 10 * kSame);
        QVERIFY(difference(found[2], bias.grad()) < 10 * kSame);
        QVERIFY(difference(found[1] * 1.01, weight.grad()) > 10 * kSame); // the twin
    }

    void oneLeftOut_getsNoGradient() {
        const auto together = forwardTogether(m_x, {&m_layers[0], &m_layers[1]}, true, true);
        (together[1] * m_seeds[1]).sum().backward();
        QCOMPARE(m_layers[0].adapter->b.grad().abs().sum().item<double>(), 0.0);
        QVERIFY(m_layers[1].adapter->b.grad().abs().sum().item<double>() > 0);
    }

    void switchedOff_isTheFrozenProduct() {
        const auto off = forwardTogether(m_x, {&m_layers[0], &m_layers[1]}, false, true);
        QVERIFY(difference(off[1], at::linear(m_x, m_layers[1].weight)) < kSame);
        QVERIFY(difference(off[1], written(m_layers[1], m_x)) > 10 * kSame);
        const c10::NoGradGuard noGradient;
        const auto on = forwardTogether(m_x, {&m_layers[0], &m_layers[1]}, true, false);
        QVERIFY(difference(on[0], written(m_layers[0], m_x)) < kSame);
    }

private:
    /// Largest difference of `found` to the gradients of the written formula.
    double largestError(const std::vector<at::Tensor>& found) {
        ((written(m_layers[0], m_x) * m_seeds[0]).sum() +
         (written(m_layers[1], m_x) * m_seeds[1]).sum())
            .backward();
        const auto expected = takeGradients(m_x, m_layers);
        double worst = 0;
        for (std::size_t i = 0; i < expected.size(); ++i)
            worst = std::max(worst, difference(found[i], expected[i]) /
                                        std::max(1.0, expected[i].abs().max().item<double>()));
        return worst;
    }

    void compareWithWritten(const std::vector<at::Tensor>& found, double limit) {
        const double worst = largestError(found);
        QVERIFY2(worst < limit, qPrintable(QString::number(worst)));
    }

    std::vector<Linear> m_layers;
    at::Tensor m_x;
    std::vector<at::Tensor> m_seeds;
};

QTEST_APPLESS_MAIN(TestLinearGroup)
#include "tst_linear_group.moc"
